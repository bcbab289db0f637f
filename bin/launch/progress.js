const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Says on standard error that something takes a while: a running clock on a terminal, otherwise a
 * line at the start and one at the end.
 *
 * @template T
 * @param {string} what such as "installing the dependencies (about 10 s)"
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [out]
 * @returns {Promise<T>} what the work gives
 */
export async function withProgress(what, work, out = process.stderr) {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  const stop = out.isTTY ? spin(out, () => `${what}, ${seconds()} s`) : say(out, what);
  try {
    const result = await work();
    stop(`${what}: done in ${seconds()} s`);
    return result;
  } catch (failure) {
    stop(`${what}: failed after ${seconds()} s`);
    throw failure;
  }
}

function say(out, what) {
  out.write(`whorl: ${what} …\n`);
  return (outcome) => out.write(`whorl: ${outcome}\n`);
}

function spin(out, text) {
  let frame = 0;
  // A line that is wrapped would be drawn again below itself.
  const cut = (line) => line.slice(0, (out.columns || 80) - 1);
  const draw = () => out.write(`\r${cut(`${frames[frame++ % frames.length]} whorl: ${text()}`)}`);
  const timer = setInterval(draw, 100);
  draw();
  return (outcome) => {
    clearInterval(timer);
    out.write(`\r\x1b[K  whorl: ${outcome}\n`);
  };
}
