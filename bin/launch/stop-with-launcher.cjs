// Loaded into the program that the launcher runs: when the launcher is gone, even by kill -9, the
// program is asked to stop, as if someone had asked it directly.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The open channel alone must not keep a finished process alive.
  process.channel.unref();
}
