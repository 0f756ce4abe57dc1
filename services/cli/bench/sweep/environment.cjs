'use strict';

// One execution environment: it loads a packaged function and hands it what the parent sends. Plain
// JavaScript, so that its memory is the function's and not a compiler's.

const { handler } = require(process.argv[2]);

process.on('message', async ({ event, leftMs, requestId }) => {
  const deadline = Date.now() + leftMs;
  const context = {
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  let answer;
  try {
    answer = { output: await handler(event, context) };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send({ ...answer, peakKb: maxRSS, cpuMs: (userCPUTime + systemCPUTime) / 1000 });
});
