/** What an account and a token may be made of. Each rule copies what it accepts, or throws AccountError `invalid`. */
import { AccountError, type AutomationToken, type Role, roles } from '../accounts.ts';

const dayMs = 24 * 3_600_000;

/** How long a token lives at most, whatever was asked for. */
export const tokenLifeMs = 365 * dayMs;
/** How long an invitation waits. */
export const invitationLifeMs = 7 * dayMs;

/** A token never approves, and nobody is made through one. */
const tokenRoles: readonly Role[] = roles.slice(0, roles.indexOf('key-custodian') + 1);

const emailCharacters = 254;
const nameCharacters = 100;
const passwordCharacters = { least: 12, most: 128 };
/** Shorter names come up in good passphrases by chance. */
const tellingCharacters = 4;

/** The form that the library asserts at every sign-in: who could not come back is not let in. */
const emailForm = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;

/** Lower case, or `undefined` for what is no e-mail address (RFC 5321 §4.5.3.1: at most 254 characters). */
export function parseEmail(email: unknown): string | undefined {
  if (typeof email !== 'string' || email.length > emailCharacters) return undefined;
  const lower = email.toLowerCase();
  return emailForm.test(lower) ? lower : undefined;
}

export function checkEmail(email: unknown): string {
  return (
    parseEmail(email) ?? refuse('That is no e-mail address. Give one such as ada@example.com.')
  );
}

/** A line of text, kept as it is. */
export function checkName(name: unknown): string {
  const isLine =
    typeof name === 'string' &&
    name.length <= 2 * nameCharacters &&
    [...name].length <= nameCharacters &&
    name.isWellFormed() &&
    name.trim() !== '' &&
    !/[\p{Cc}\u2028\u2029]/u.test(name);
  return isLine ? name : refuse(`A name is one line of 1 to ${nameCharacters} characters.`);
}

export function checkRole(role: unknown): Role {
  return roles.find((known) => known === role) ?? refuse(`A role is one of ${roles.join(', ')}.`);
}

export function checkStatus(status: unknown): 'active' | 'suspended' {
  if (status === 'active' || status === 'suspended') return status;
  return refuse('An account is made active or suspended.');
}

/** Whether it can be a password at all; whoever brings one of another form brings a wrong one. */
export function isPassword(password: unknown): password is string {
  const { least, most } = passwordCharacters;
  if (typeof password !== 'string' || password.length > 2 * most) return false;
  const { length } = [...password];
  return length >= least && length <= most && password.isWellFormed();
}

/** @param owner whose e-mail address and name it must not contain */
export function checkPassword(
  password: unknown,
  owner: { readonly email: string; readonly name: string },
): string {
  if (!isPassword(password)) {
    const { least, most } = passwordCharacters;
    return refuse(`A password has ${least} to ${most} characters.`);
  }
  const lower = password.toLowerCase();
  const isTelling = (part: string) =>
    [...part].length >= tellingCharacters && lower.includes(part.toLowerCase());
  return [localPart(owner.email), owner.name, ...owner.name.split(/\s+/)].some(isTelling)
    ? refuse('The password contains its owner’s name or e-mail address. Choose another.')
    : password;
}

const localPart = (email: string): string => email.slice(0, email.lastIndexOf('@'));

type WantedToken = Pick<
  AutomationToken,
  'name' | 'role' | 'environments' | 'projectId' | 'createdBy' | 'expiresAtMs'
>;

export function checkToken(wanted: WantedToken, nowMs: number): WantedToken {
  const { projectId, expiresAtMs } = wanted;
  const role = tokenRoles.find((allowed) => allowed === wanted.role);
  if (role === undefined) return refuse(`A token’s role is one of ${tokenRoles.join(', ')}.`);
  if (!Number.isSafeInteger(expiresAtMs) || expiresAtMs <= nowMs)
    return refuse('A token must expire after now.');
  if (expiresAtMs > nowMs + tokenLifeMs)
    return refuse('A token expires within 365 days. Give it an earlier end.');
  return {
    name: checkName(wanted.name),
    role,
    environments: checkEnvironments(wanted.environments),
    ...(projectId === undefined ? {} : { projectId: checkName(projectId) }),
    createdBy: checkName(wanted.createdBy),
    expiresAtMs,
  };
}

function checkEnvironments(wanted: unknown): AutomationToken['environments'] {
  const known = ['sandbox', 'production'] as const;
  const isKnown = (one: unknown) => known.some((name) => name === one);
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every(isKnown))
    return refuse('A token is good for sandbox, production or both. Name one at least.');
  return known.filter((name) => wanted.includes(name));
}

function refuse(message: string): never {
  throw new AccountError('invalid', message);
}
