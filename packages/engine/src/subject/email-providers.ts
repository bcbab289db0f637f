/** How a mailbox provider reads the part before the @: which spellings reach one and the same box. */
interface EmailProvider {
  /** The first is the domain under which the others are remembered. */
  readonly domains: readonly [string, ...string[]];
  /** What follows this character is a label of the owner's choice. */
  readonly tag?: string;
  /** Characters that the provider does not look at. */
  readonly ignored?: string;
}

/**
 * Providers, as their own help pages describe addressing. Only domains that share one set of
 * mailboxes stand in one row: `a@outlook.com` and `a@hotmail.com` are two people.
 */
const providers: readonly EmailProvider[] = [
  { domains: ['gmail.com', 'googlemail.com'], tag: '+', ignored: '.' },
  { domains: ['icloud.com', 'me.com', 'mac.com'], tag: '+' },
  { domains: ['proton.me', 'protonmail.com', 'pm.me'], tag: '+', ignored: '.-_' },
  ...each(
    ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'hotmail.co.uk', 'hotmail.fr'],
    '+',
  ),
  ...each(['fastmail.com', 'fastmail.fm', 'zoho.com', 'hey.com', 'tutanota.com', 'tuta.com'], '+'),
  ...each(['yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.it', 'yahoo.es'], '-'),
  ...each(
    ['yahoo.ca', 'yahoo.com.br', 'yahoo.co.in', 'yahoo.in', 'ymail.com', 'rocketmail.com'],
    '-',
  ),
  { domains: ['yandex.ru', 'yandex.com', 'ya.ru', 'yandex.by', 'yandex.kz'], tag: '+' },
];

/** A row for each domain: the same addressing, separate mailboxes. */
function each(domains: readonly string[], tag: string): readonly EmailProvider[] {
  return domains.map((domain) => ({ domains: [domain], tag }));
}

const byDomain: ReadonlyMap<string, EmailProvider> = new Map(
  providers.flatMap((provider) => provider.domains.map((domain) => [domain, provider])),
);

/** The mailbox that an address reaches, in the spelling under which it is remembered. */
export function canonicaliseMailbox(local: string, domain: string): string {
  const provider = byDomain.get(domain);
  if (provider === undefined) return `${local}@${domain}`;
  const [untagged = ''] = provider.tag ? local.split(provider.tag) : [local];
  const bare = Array.from(untagged).filter((letter) => !provider.ignored?.includes(letter));
  return `${bare.join('') || local}@${provider.domains[0]}`;
}
