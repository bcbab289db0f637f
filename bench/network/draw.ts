/** Draws one of so many: a whole number from 0, `size` left out. */
export type Draw = (size: number) => number;

export const distributions = ['uniform', 'Zipf'] as const;

/** How the keys of calls are spread. */
export type Distribution = (typeof distributions)[number];

/** A way to draw, fed by random numbers from 0 to 1. */
export const createDraw = (distribution: Distribution, random: () => number): Draw =>
  distribution === 'uniform'
    ? (size) => Math.floor(random() * size)
    : (size) => drawZipf(size, random);

/**
 * The n-th is drawn 1/n times as often as the first. Rejection-inversion, which needs no table: W. Hörmann and
 * G. Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions", ACM TOMACS 6(3),
 * 1996, with exponent 1.
 */
function drawZipf(size: number, random: () => number): number {
  const greatest = Math.log(size + 0.5);
  const least = Math.log(1.5) - 1;
  for (;;) {
    const area = greatest + random() * (least - greatest);
    const guess = Math.exp(area);
    const rank = Math.min(size, Math.max(1, Math.round(guess)));
    const isSure = rank - guess <= sureDistance;
    if (isSure || area >= Math.log(rank + 0.5) - 1 / rank) return rank - 1;
  }
}

/** So far above its guess a rank needs no further look. */
const sureDistance = 2 - Math.exp(Math.log(2.5) - 0.5);
