import type { Credential, KeyPair, Project, Registry } from './registry.ts';

/** How many answers of each kind are kept: the oldest make room. */
const mostAnswers = 10_000;

/**
 * The same registry; what every call looks up – its credential, its project, its key pairs – is answered
 * from memory until the next change through it, whichever way that ends. So that strangers cannot fill the
 * memory, only what was found is kept.
 *
 * All changes must come through it.
 */
export function rememberLookUps(registry: Registry): Registry {
  const projects = new Memory<Project>();
  const credentials = new Memory<Credential>();
  const keyPairs = new Memory<readonly KeyPair[]>();
  const forgetAll = (): void => {
    for (const memory of [projects, credentials, keyPairs]) memory.forgetAll();
  };
  return {
    ...registry,
    findProject: (id) => projects.answer(id, registry.findProject),
    findCredential: (sha256) => credentials.answer(sha256, registry.findCredential),
    async listKeyPairs(projectId) {
      if (projectId === undefined) return registry.listKeyPairs();
      const found = await keyPairs.answer(projectId, async (id) => {
        const pairs = await registry.listKeyPairs(id);
        return pairs.length === 0 ? undefined : pairs;
      });
      return found ?? none;
    },
    async change(edit) {
      try {
        return await registry.change(edit);
      } finally {
        forgetAll();
      }
    },
    close() {
      forgetAll();
      return registry.close();
    },
  };
}

const none: readonly KeyPair[] = Object.freeze([]);

class Memory<Answer> {
  readonly #known = new Map<string, Answer>();
  #forgotten = 0;

  async answer(
    name: string,
    lookUp: (name: string) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const before = this.#forgotten;
    const found = await lookUp(name);
    // What was looked up before a change ended may be what was there before it.
    if (found !== undefined && before === this.#forgotten) this.#keep(name, found);
    return found;
  }

  forgetAll(): void {
    this.#forgotten += 1;
    this.#known.clear();
  }

  #keep(name: string, answer: Answer): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= mostAnswers) this.#known.delete(oldest);
    this.#known.set(name, answer);
  }
}
