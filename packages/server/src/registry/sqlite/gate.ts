import { RegistryError } from '../registry.ts';

/** Lets calls through until it is shut, and knows those that still run. */
export class Gate {
  readonly #running = new Set<Promise<unknown>>();
  readonly #refusal: string;
  #isShut = false;
  #failure: { readonly error: unknown } | undefined;

  /** @param refusal what a call after the shutting is told */
  constructor(refusal: string) {
    this.#refusal = refusal;
  }

  get isShut(): boolean {
    return this.#isShut;
  }

  async pass<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.#isShut) throw new RegistryError(this.#refusal);
    const running = call();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Resolves when nothing runs any more. */
  async shut(): Promise<void> {
    this.#isShut = true;
    await Promise.allSettled(this.#running);
  }

  /** @throws what the first call that failed did, also where nobody heard of it */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** How a call goes through a gate. */
type Pass = <Result>(call: () => Promise<Result>) => Promise<Result>;

type Methods<Target> = {
  readonly [Name in keyof Target]: (...given: never[]) => Promise<unknown>;
};

/** The same methods; each call of them passes. */
export function passing<Target extends Methods<Target>>(target: Target, pass: Pass): Target {
  const methods = Object.entries<Methods<Target>[keyof Target]>(target);
  const passed = methods.map(([name, method]) => [
    name,
    (...given: never[]) => pass(() => method(...given)),
  ]);
  return Object.fromEntries(passed) as Target;
}
