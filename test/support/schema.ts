import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/** The public contract, as written. */
export const openapi = parse(
  readFileSync(new URL('../../api/openapi.yaml', import.meta.url), 'utf8'),
);

const ajv = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  validateFormats: false,
});
ajv.addSchema(openapi, 'api');

/** A second validator for one schema of the contract: interpreted at run time, not our generated one. */
export const schemaValidator = (name: string): ValidateFunction =>
  ajv.compile({ $ref: `api#/components/schemas/${name}` });
