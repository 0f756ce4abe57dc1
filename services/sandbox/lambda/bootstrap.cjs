'use strict';

// The runtime inside a function's process: it speaks the Lambda Runtime API to the sandbox, as
// AWS's own Node.js runtime does, and knows nothing else of the sandbox.
// [D] lambda/latest/dg/runtimes-api

const { Agent, request } = require('node:http');
const { join } = require('node:path');

if (process.env.SANDBOX_CODE_CACHE) require('./code-cache.cjs');

const HostDate = Date;
let clock = { world: 0, host: 0, speed: 1 };

const worldNow = () =>
  clock.world === 0
    ? HostDate.now()
    : Math.round(clock.world + (HostDate.now() - clock.host) * clock.speed);

// A world whose clock was moved on, or runs faster, takes its functions along: each invocation says what time it is.
class WorldDate extends HostDate {
  constructor(...given) {
    if (given.length === 0) super(worldNow());
    else super(...given);
  }

  static now() {
    return worldNow();
  }
}
Object.defineProperty(WorldDate, 'name', { value: 'Date' });
globalThis.Date = WorldDate;

function setClock({ 'sandbox-clock': told }) {
  if (!told) return;
  const [world, speed] = told.split(' ').map(Number);
  clock = { world, host: HostDate.now(), speed };
}

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(`${api}${path}`, { method, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function loadHandler() {
  const [, file, name] = /^(.*)\.([^.]+)$/.exec(process.env._HANDLER) ?? [];
  const handler = require(join(process.env.LAMBDA_TASK_ROOT, file))[name];
  if (typeof handler === 'function') return handler;
  throw Object.assign(new Error(`${process.env._HANDLER} is undefined or not exported`), {
    name: 'Runtime.HandlerNotFound',
  });
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    getRemainingTimeInMillis: () => deadline - HostDate.now(),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  };
}

function describe(error) {
  const thrown = error instanceof Error ? error : new Error(String(error));
  return JSON.stringify({
    errorType: thrown.name,
    errorMessage: thrown.message,
    trace: (thrown.stack ?? '').split('\n'),
  });
}

let countedMs = 0;

/** What AWS writes into the REPORT line of an invocation, and the processor's time. */
function usage() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const allMs = (userCPUTime + systemCPUTime) / 1000;
  const cpuMs = allMs - countedMs;
  countedMs = allMs;
  return { 'sandbox-usage': `${cpuMs} ${maxRSS}` };
}

async function serveOne(handler) {
  const { headers, text } = await ask('GET', '/invocation/next');
  setClock(headers);
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const path = `/invocation/${headers['lambda-runtime-aws-request-id']}`;
  let output;
  try {
    output = await handler(JSON.parse(text), contextOf(headers));
  } catch (error) {
    await ask('POST', `${path}/error`, describe(error), usage());
    return;
  }
  await ask('POST', `${path}/response`, JSON.stringify(output ?? null), usage());
}

async function run() {
  let handler;
  try {
    handler = loadHandler();
  } catch (error) {
    await ask('POST', '/init/error', describe(error));
    process.exit(1);
  }
  for (;;) await serveOne(handler);
}

run().catch((error) => {
  if (error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED') process.exit(0); // the sandbox is gone
  console.error(error);
  process.exit(1);
});
