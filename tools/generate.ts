/**
 * Generates from `api/openapi.yaml` what is never written by hand: the types, the request validator and
 * the shape by which untrusted input is copied. `--check` changes nothing and fails where a committed
 * file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const source = new URL('api/openapi.yaml', root);
const folder = 'packages/contract/src/generated';
const banner = '// Generated from api/openapi.yaml by tools/generate.ts. Do not edit.\n';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Every generated file, by its path in the repository. */
export async function generate(): Promise<Record<string, string>> {
  const api = parse(readFileSync(source, 'utf8'));
  return {
    [`${folder}/openapi.ts`]: await printTypes(),
    [`${folder}/validate.ts`]: printValidator(api),
    [`${folder}/shape.ts`]: printShape(api.components.schemas),
  };
}

async function printTypes(): Promise<string> {
  const nodes = await openapiTS(source, { immutable: true, alphabetize: false });
  return `${banner}${astToString(nodes)}`;
}

const request = 'TransactionInsightsData';

/**
 * The validator as plain code, with all errors told. The one function that the generated code asks of the
 * library at run time is written in its place, so that what is installed has no dependency.
 */
function printValidator(api: object): string {
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    validateFormats: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(withoutProse(api), 'api');
  const standalone = standaloneModule.default ?? standaloneModule;
  const validate = ajv.compile({ $ref: `api#/components/schemas/${request}` });
  const code = standalone(ajv, validate)
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;?/g,
      'const $1 = (text) => { let length = 0; for (const _ of text) length += 1; return length; };',
    )
    .replace(/export default \w+;?/, '')
    .replace(/export const validate =/, `${validatorType}export const validate: Validator =`);
  if (code.includes('require(')) throw new Error('The validator asks for a library at run time.');
  return `// @ts-nocheck\n${banner}${code}`;
}

const validatorType = `interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string };
}
interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
`;

/** What validates nothing would only make the code longer. */
const withoutProse = (api: object): object =>
  JSON.parse(JSON.stringify(api), (name, value) =>
    (name === 'description' && typeof value === 'string') || name === 'example' ? undefined : value,
  );

/**
 * Which members there are, to copy by: a name leads to `true` for a value, `'list'` for an array, or to the
 * members of an object.
 */
function printShape(schemas: Readonly<Record<string, Schema>>): string {
  const shapeOf = (schema: Schema): unknown => {
    if (schema.$ref !== undefined)
      return shapeOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    if (schema.properties === undefined) return schema.type === 'array' ? 'list' : true;
    const members = Object.entries(schema.properties);
    return Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member)]));
  };
  const shape = JSON.stringify(shapeOf(schemas[request] ?? {}), undefined, 2);
  return `${banner}export const requestShape = ${shape} as const;\n`;
}

async function main(check: boolean): Promise<void> {
  const files = Object.entries(await generate());
  const stale = files.filter(([path, text]) => text !== readOrNothing(path));
  for (const [path, text] of stale) {
    if (!check) writeFileSync(new URL(path, root), text);
    console.error(check ? `${path} is stale: run npm run fix.` : `Wrote ${path}.`);
  }
  if (check && stale.length > 0) process.exitCode = 1;
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(process.argv.includes('--check'));
