/**
 * Generates from `api/openapi.yaml` and `api/admin.yaml` what is never written by hand: the types, the
 * validators, the shape by which untrusted input is copied, the table of the admin API's operations.
 * `--check` changes nothing and fails where a committed file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { type AdminApi, printAdminOperations } from './generate-admin.ts';

const root = new URL('../', import.meta.url);
const folder = 'packages/contract/src/generated';
const bannerOf = (source: string): string =>
  `// Generated from ${source} by tools/generate.ts. Do not edit.\n`;
const source = 'api/openapi.yaml';
const banner = bannerOf(source);
const adminSource = 'api/admin.yaml';
const adminBanner = bannerOf(adminSource);

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** As much of api/openapi.yaml as is read here. */
interface PublicApi {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every generated file, by its path in the repository. */
export async function generate(): Promise<Record<string, string>> {
  const api = readApi<PublicApi>(source);
  const admin = readApi<AdminApi>(adminSource);
  return {
    [`${folder}/openapi.ts`]: await printTypes(source),
    [`${folder}/validate.ts`]: printValidator(api),
    [`${folder}/shape.ts`]: printShape(api.components.schemas),
    [`${folder}/admin-openapi.ts`]: await printTypes(adminSource),
    [`${folder}/admin-operations.ts`]: adminBanner + printAdminOperations(admin),
    [`${folder}/admin-validate.ts`]: printAdminValidators(admin),
  };
}

/** A document of our own, of the shape that is asked for: what is generated of it is compiled. */
const readApi = <Api extends object>(path: string): Api =>
  parse(readFileSync(new URL(path, root), 'utf8')) as Api;

async function printTypes(path: string): Promise<string> {
  const nodes = await openapiTS(new URL(path, root), {
    immutable: true,
    alphabetize: false,
    // Who sends leaves out what has a default.
    defaultNonNullable: false,
  });
  return `${bannerOf(path)}${astToString(nodes)}`;
}

const request = 'TransactionInsightsData';

/**
 * The validator as plain code, with all errors told. The one function that the generated code asks of the
 * library at run time is written in its place, so that what is installed has no dependency.
 */
function printValidator(api: object): string {
  const ajv = createAjv(api, {});
  const validate = ajv.compile({ $ref: `api#/components/schemas/${request}` });
  const code = selfContained(standalone(ajv, validate))
    .replace(/export default \w+;?/, '')
    .replace(/export const validate =/, `${validatorType}export const validate: Validator =`);
  return `// @ts-nocheck\n${banner}${code}`;
}

/** One validator for each body that the admin API reads, named like its schema. */
function printAdminValidators(api: AdminApi): string {
  const ajv = createAjv(api, { useDefaults: true });
  const names = Object.values(api.paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ requestBody }) => requestBody?.content['application/json'].schema.$ref ?? [])
    .map((ref) => ref.split('/').at(-1) ?? '');
  const refs = Object.fromEntries(names.map((name) => [name, `api#/components/schemas/${name}`]));
  return `// @ts-nocheck\n${adminBanner}${selfContained(standalone(ajv, refs))}`;
}

const createAjv = (api: object, options: object): Ajv =>
  new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    validateFormats: false,
    code: { source: true, esm: true, lines: true },
    ...options,
  }).addSchema(withoutProse(api), 'api');

const standalone = standaloneModule.default ?? standaloneModule;

/** The functions that the generated code asks of the library at run time are written in their places. */
function selfContained(code: string): string {
  const text = code
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;?/g,
      'const $1 = (text) => { let length = 0; for (const _ of text) length += 1; return length; };',
    )
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/equal"\)\.default;?/g,
      'const $1 = (one, other) => JSON.stringify(one) === JSON.stringify(other);',
    );
  if (text.includes('require(')) throw new Error('A validator asks for a library at run time.');
  return text;
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
