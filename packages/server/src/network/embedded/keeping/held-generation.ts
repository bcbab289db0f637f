import { erasedFile } from './erased-list.ts';
import { makeGeneration, type NextGeneration } from './generation.ts';
import { type OpenedGeneration, type OpeningGround, openFolder, openNewest } from './opened.ts';

/** The generation that is opened, one at a time. */
export class HeldGeneration {
  readonly #ground: OpeningGround;
  #opened: Promise<OpenedGeneration> | undefined;

  constructor(ground: OpeningGround) {
    this.#ground = ground;
  }

  /** One that could not be opened is tried again by who asks next. */
  open(): Promise<OpenedGeneration> {
    this.#opened ??= openNewest(this.#ground).catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /**
   * Closes it, has the next generation made of it, and opens that. Where it cannot be made, or not be opened as it was
   * made, the former one is opened again.
   */
  async replace(
    make: (from: OpenedGeneration, to: NextGeneration) => Promise<void>,
  ): Promise<OpenedGeneration> {
    const from = await this.open();
    let failure: unknown;
    const replaced = (async () => {
      await from.network.close();
      await makeGeneration(this.#ground, from.place.number + 1, async (to) => {
        await make(from, to);
        if (from.erased.erasures.length > 0)
          await from.erased.writeUnder(erasedFile(to.folder), to.key.ids);
        await (await openFolder(this.#ground, to)).close();
      }).catch((error: unknown) => {
        failure = error;
      });
      return openNewest(this.#ground);
    })();
    this.#opened = replaced;
    replaced.catch(() => {
      this.#opened = undefined;
    });
    const opened = await replaced;
    if (failure !== undefined) throw failure;
    return opened;
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await opened?.network.close();
  }
}
