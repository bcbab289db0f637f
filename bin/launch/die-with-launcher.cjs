// Loaded into npm: when the launcher is gone, npm is gone at once, because the next launcher starts
// the install afresh. Asked politely, npm would first undo what it did, at the same time.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}
