const shardBits = 8;
const firstPlaces = 16;

/** A slot and its hash. */
const placeBytes = 8;

/** How many slots are sorted at a time when an index is made anew. */
const fillSlots = 1 << 20;

/** What is left of a place whose slot was taken out: a search goes on behind it. */
const removed = 0xffffffff;

/** One of the small tables that make up an index. */
interface Shard {
  /** Pairs: slot and hash. A slot of 0 is an empty place. */
  places: Uint32Array;
  /** Places that are not empty. */
  used: number;
}

/**
 * Finds slots by the hash of what they hold: open addressing with linear probing. It consists of many small
 * tables that grow one at a time, so that no call waits for a large one. It can be made anew from the slots, and
 * is in no image.
 */
export class SlotIndex {
  readonly #shards: readonly Shard[] = Array.from({ length: 1 << shardBits }, () => ({
    places: new Uint32Array(firstPlaces * 2),
    used: 0,
  }));
  #bytes = this.#shards.length * firstPlaces * placeBytes;

  /** The slot of this hash that passes the test; 0 when there is none. */
  find(hash: number, isIt: (slot: number) => boolean): number {
    const { places } = this.#shardOf(hash);
    const mask = places.length - 1;
    for (let at = (hash << 1) & mask; ; at = (at + 2) & mask) {
      const slot = places[at] as number;
      if (slot === 0) return 0;
      if (places[at + 1] === hash && slot !== removed && isIt(slot)) return slot;
    }
  }

  /** @param slot one that is not in it */
  add(hash: number, slot: number): void {
    const shard = this.#shardOf(hash);
    if (shard.used * 20 >= shard.places.length * 7) this.#rebuild(shard);
    place(shard.places, hash, slot);
    shard.used += 1;
  }

  /**
   * Makes the index anew of slot after slot. They are sorted by their tables first, some at a time: going from table
   * to table for each would miss the processor's caches each time.
   *
   * @param end one more than the highest slot
   * @param hashOf of a slot; -1 for one that is left out
   */
  fill(end: number, hashOf: (slot: number) => number): void {
    this.#reserve(end);
    const most = Math.min(fillSlots, end);
    const hashes = new Float64Array(most);
    const order = new Uint32Array(most);
    for (let first = 1; first < end; first += fillSlots) {
      const count = Math.min(fillSlots, end - first);
      for (let n = 0; n < count; n += 1) hashes[n] = hashOf(first + n);
      sortByShard(hashes.subarray(0, count), order);
      for (let n = 0; n < count; n += 1) {
        const which = order[n] as number;
        const hash = hashes[which] as number;
        if (hash >= 0) this.add(hash, first + which);
      }
    }
  }

  /** Makes room for so many, so that nothing is moved while they are added. */
  #reserve(slots: number): void {
    let places = firstPlaces;
    // One in ten more, since some shards get more than others.
    while (places * 0.7 < (slots * 1.1) / this.#shards.length) places *= 2;
    this.#bytes = this.#shards.length * places * placeBytes;
    for (const shard of this.#shards) {
      shard.places = new Uint32Array(places * 2);
      shard.used = 0;
    }
  }

  /** @param slot one that is in it */
  remove(hash: number, slot: number): void {
    const { places } = this.#shardOf(hash);
    const mask = places.length - 1;
    let at = (hash << 1) & mask;
    while (places[at] !== slot) {
      if (places[at] === 0) return;
      at = (at + 2) & mask;
    }
    places[at] = removed;
    places[at + 1] = 0;
  }

  /** Known without a look at the tables: it is asked for with every call. */
  get bytes(): number {
    return this.#bytes;
  }

  #shardOf(hash: number): Shard {
    return this.#shards[hash >>> (32 - shardBits)] as Shard;
  }

  /** Twice as large where it is full of slots, as large as it was where it is full of removed ones. */
  #rebuild(shard: Shard): void {
    const old = shard.places;
    let live = 0;
    for (let at = 0; at < old.length; at += 2) if (isLive(old[at])) live += 1;
    shard.places = new Uint32Array(live * 5 >= old.length ? old.length * 2 : old.length);
    shard.used = live;
    this.#bytes += shard.places.byteLength - old.byteLength;
    for (let at = 0; at < old.length; at += 2)
      if (isLive(old[at])) place(shard.places, old[at + 1] as number, old[at] as number);
  }
}

const isLive = (slot: number | undefined): boolean => slot !== 0 && slot !== removed;

function place(places: Uint32Array, hash: number, slot: number): void {
  const mask = places.length - 1;
  let at = (hash << 1) & mask;
  while (places[at] !== 0) at = (at + 2) & mask;
  places[at] = slot;
  places[at + 1] = hash;
}

/** Positions in the order of their hashes' shards: a counting sort. */
function sortByShard(hashes: Float64Array, order: Uint32Array): void {
  const shardOf = (hash: number): number => (hash < 0 ? 0 : hash >>> (32 - shardBits));
  const starts = new Uint32Array((1 << shardBits) + 1);
  for (const hash of hashes) starts[shardOf(hash) + 1] = (starts[shardOf(hash) + 1] as number) + 1;
  for (let shard = 1; shard < starts.length; shard += 1)
    starts[shard] = (starts[shard] as number) + (starts[shard - 1] as number);
  for (let n = 0; n < hashes.length; n += 1) {
    const shard = shardOf(hashes[n] as number);
    const at = starts[shard] as number;
    order[at] = n;
    starts[shard] = at + 1;
  }
}

/** Mixes three words into a hash whose every bit depends on every bit of theirs (MurmurHash3's finaliser). */
export function hashWords(one: number, two: number, three: number): number {
  let hash = Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
