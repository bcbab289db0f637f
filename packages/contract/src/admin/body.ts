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
  errors?: readonly SchemaError[] | null;
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
  const faults = [...new Set((validate.errors ?? []).map(sentenceOf))];
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

function sentenceOf({ instancePath, keyword, message = keyword, params }: SchemaError): string {
  const where = instancePath.slice(1).replaceAll('/', '.') || 'it';
  if (keyword === 'additionalProperties') return `${where} has a member that is not known`;
  if (keyword === 'enum') return `${where} must be one of ${String(params.allowedValues)}`;
  return `${where} ${message}`;
}
