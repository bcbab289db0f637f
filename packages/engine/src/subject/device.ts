import type { Element } from './subject.ts';

/** The machine or app that the customer used. */
export interface Device extends Element {
  readonly kind: 'device';
}

/** The device members of a request. */
export type DeviceInput = { readonly [Name in IdentifierName | TraitName]?: string | undefined } & {
  readonly screenResolution?: string | undefined;
  readonly screenWidth?: number | undefined;
  readonly screenHeight?: number | undefined;
  readonly colorDepth?: number | undefined;
};

type IdentifierName = (typeof identifierNames)[number];
type TraitName = (typeof traitNames)[number];

/** Identifiers that somebody stored on the device: the first that is given names it. */
const identifierNames = ['storedDeviceId', 'androidId', 'vendorAppId'] as const;

/** What tells one device from another when nothing is stored on it. Never the IP address: it moves. */
const traitNames = [
  'userAgent',
  'canvas',
  'webGl',
  'language',
  'timeZone',
  'model',
  'buildManufacturer',
  'buildBrand',
  'buildProduct',
  'buildFingerprint',
  'androidBuildVersion',
  'androidSdkInt',
] as const;

/**
 * Reads a device: an identifier stored on it, else its traits together. Traits need a user agent
 * among them; a language or a time zone alone is no device.
 */
export function toDevice(input: DeviceInput): Device | undefined {
  const parts = readIdentifier(input) ?? readTraits(input);
  return parts && Object.freeze({ kind: 'device', canonical: JSON.stringify(parts) });
}

function readIdentifier(input: DeviceInput): readonly string[] | undefined {
  const name = identifierNames.find((candidate) => input[candidate]?.trim());
  return name && [name, input[name]?.trim() ?? ''];
}

function readTraits(input: DeviceInput): readonly string[] | undefined {
  if (!input.userAgent?.trim()) return undefined;
  const traits = traitNames.map((name) => input[name]?.trim().replace(/\s+/g, ' ') ?? '');
  return ['traits', ...traits, readScreen(input), String(input.colorDepth ?? '')];
}

/** `1024x820`, from either way in which a request gives it. */
function readScreen({ screenResolution, screenWidth, screenHeight }: DeviceInput): string {
  const [, width, height] = /^\s*(\d+)\s*x\s*(\d+)/.exec(screenResolution ?? '') ?? [];
  return [width ?? screenWidth, height ?? screenHeight].join('x');
}
