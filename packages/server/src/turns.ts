/** Does pieces of work one after the other, in the order in which they came. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * What fails is the failure of whoever asked for it, and keeps nobody else from their turn.
 *
 * @example
 * const inTurn = createTurns();
 * await Promise.all([inTurn(writeOne), inTurn(writeOther)]); // never at the same time
 */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
