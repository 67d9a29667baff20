const { monitorEventLoopDelay } = require('node:perf_hooks');
const { app } = require('electron');

/**
 * Loaded into Electron's main process before the app (`-r`): answers each message of whoever started it with how
 * long the event loop was held since the last `begin`, in milliseconds, and the memory of all processes in MB.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', (asked) => {
  const memory = { all: 0, renderer: 0, main: 0 };
  for (const { type, memory: used } of app.getAppMetrics()) {
    const mb = used.workingSetSize / 1024;
    memory.all += mb;
    if (type === 'Tab') memory.renderer += mb;
    if (type === 'Browser') memory.main += mb;
  }
  const loop = { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
  if (asked === 'begin') delay.reset();
  process.send?.({ loop, memory });
});
process.on('disconnect', () => app.quit());
