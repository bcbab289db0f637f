import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `N passed, N failed, N skipped`, alone on the last line. No test at all is a failure. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => statesOf(module));
    const count = (state: string) => states.filter((each) => each === state).length;
    const passed = count('passed');
    const failed = count('failed') + errors.length;
    const line = `${passed} passed, ${failed} failed, ${states.length - passed - count('failed')} skipped`;
    if (passed + failed === 0) process.exitCode = 1;
    // The coverage table is printed after this.
    process.once('exit', () => console.log(`\n${line}`));
  }
}

/** A file that could not be loaded holds no tests, but is a failure all the same. */
function statesOf(module: TestModule): string[] {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  return states.length === 0 && module.state() === 'failed' ? ['failed'] : states;
}
