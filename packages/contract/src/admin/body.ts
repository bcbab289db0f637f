import * as validators from '../generated/admin-validate.ts';
import { type AdminBody, adminOperations, type OperationId } from './operations.ts';
import { AdminRefusal } from './problem.ts';

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Validator {
  (data: unknown): boolean;
  /** Of the last time that it said no. */
  readonly errors: readonly SchemaError[];
}

/**
 * Reads the body of an operation: JSON of the operation's schema, with the schema's defaults.
 *
 * @param text what was sent; an empty one counts as `{}`
 * @throws AdminRefusal `invalid`, with a sentence for each fault; none repeats a value
 */
export function parseAdminBody<Id extends OperationId>(id: Id, text: string): AdminBody<Id> {
  const { body } = adminOperations[id];
  const value = parseJson(text);
  const validate = (validators as unknown as Readonly<Record<string, Validator>>)[body ?? ''];
  if (validate === undefined || validate(value)) return value as AdminBody<Id>;
  const faults = [...new Set(validate.errors.map(sentenceOf))];
  throw new AdminRefusal('invalid', `The body is not a good ${body}: ${faults.join('; ')}.`, {
    faults,
  });
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AdminRefusal('invalid', 'The body is not JSON.');
  }
}

/** What a member must look like, where its pattern would not tell anybody. */
const forms: Readonly<Record<string, string>> = {
  name: 'must be lower-case letters, digits and hyphens, at most 40, and not look like an id',
  companyId:
    'must be letters, digits, dots, underscores and hyphens, at most 32, without "-Client-"',
  totp: 'must be the six digits of an authenticator',
  code: 'must be the six digits of an authenticator',
  importId: 'must be 64 lower-case hex digits',
  folder: 'must be a whole path, from the root',
  requestHash: 'must be the 64 hex digits of the request that you looked at',
};

function sentenceOf({ instancePath, keyword, message = keyword, params }: SchemaError): string {
  const where = instancePath.slice(1).replaceAll('/', '.') || 'it';
  if (keyword === 'additionalProperties') return `${where} has a member that is not known`;
  if (keyword === 'enum') return `${where} must be one of ${String(params.allowedValues)}`;
  const form = keyword === 'pattern' ? forms[where] : undefined;
  return `${where} ${form ?? message}`;
}
