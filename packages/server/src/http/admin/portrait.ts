/** What is known of an element, as the admin API shows it: counts and times, and no more of a pseudonym than tells two apart. */
import type { AdminSchemas } from '@whorl/contract/admin';
import type { ElementPortrait, ElementRef, Pseudonym } from '../../network/network.ts';

type Sighting = ElementPortrait['sighting'];

const time = (atMs: number): string => new Date(atMs).toISOString();

const shownDigits = 8;
const short = (pseudonym: Pseudonym): string => pseudonym.slice(0, shownDigits);

export function viewPortrait(
  { kind, pseudonym }: ElementRef,
  portrait: ElementPortrait | undefined,
): AdminSchemas['Portrait'] {
  const { sighting, partners = [] } = portrait ?? {};
  return {
    kind,
    pseudonym: short(pseudonym),
    known: sighting !== undefined,
    ...(sighting && { sighting: viewSighting(sighting) }),
    partners: partners.map((partner) => ({
      link: partner.link,
      kind: partner.element.kind,
      pseudonym: short(partner.element.pseudonym),
      sighting: viewSighting(partner.sighting),
    })),
  };
}

function viewSighting(sighting: Sighting): AdminSchemas['Sighting'] {
  const { firstSeenMs, lastSeenMs, total, counts, reported, amounts, median, partners } = sighting;
  return {
    firstSeen: time(firstSeenMs),
    lastSeen: time(lastSeenMs),
    total,
    counts: { ...counts },
    ...(reported && { reported: { ...reported } }),
    ...(amounts && { amounts: viewAmounts(amounts) }),
    ...(median && { median }),
    partners: { ...partners },
  };
}

const viewAmounts = ({ currency, ...windows }: NonNullable<Sighting['amounts']>) => ({
  currency,
  windows,
});
