/** What was opened, to be closed in the opposite order. */
export interface Closing {
  add(close: () => unknown): void;
  /** Closes everything, each once; one that fails does not keep the others open. @throws the first failure */
  run(): Promise<void>;
}

/**
 * @example
 * const closing = createClosing();
 * const registry = await openRegistry();
 * closing.add(() => registry.close());
 * await closing.run();
 */
export function createClosing(): Closing {
  const steps: (() => unknown)[] = [];
  return {
    add: (close) => void steps.push(close),
    async run() {
      const failures: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop())
        try {
          await step();
        } catch (error) {
          failures.push(error);
        }
      if (failures.length > 0) throw failures[0];
    },
  };
}
