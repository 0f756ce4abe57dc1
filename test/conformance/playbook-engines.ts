import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { strToU8, zipSync } from 'fflate';
import { until } from '../../services/cli/local/until';
import { deployFunction, functionArn } from '../sandbox/lambda/function-under-test';
import { statesUnderTest } from '../sandbox/states/states-under-test';
import { connection } from './connection';
import { startChild } from './start-child';
import { startMinistack } from './start-ministack';
import { inVenv, ROOT } from './tools';

/** Something that runs a state machine. */
export interface Engine {
  readonly sfn: SFNClient;
  readonly functionArn: string;
  /** Of the machine's text: what this engine cannot read. */
  readonly adapt?: (definition: string) => string;
  readonly roleArn: string;
  readonly close: () => Promise<void>;
}

const CODE = readFileSync(join(__dirname, 'stand-in.cjs'), 'utf8');
export const DEFINITION = readFileSync(
  join(ROOT, 'services/playbooks/bucket-policy/machine.asl.json'),
  'utf8',
);

/** Ours. */
export async function sandboxEngine(sink: string): Promise<Engine> {
  const states = await statesUnderTest([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArn },
  ]);
  await deployFunction(states, CODE, {
    properties: { Environment: { Variables: { SINK: sink } } },
  });
  const roleArn = functionArn.replace(/lambda:us-east-1:(\d+):.*/, 'iam::$1:role/machine');
  return { sfn: states.sfn, functionArn, roleArn, close: states.close };
}

/** moto asks Lambda at the port that MOTO_PORT names: here it is the stand-in. */
export async function motoEngine(sink: string): Promise<Engine> {
  const lambda = await standInServer(sink);
  const port = (lambda.address() as AddressInfo).port;
  const moto = await startChild({
    command: inVenv('moto_server'),
    args: (own) => ['-H', '127.0.0.1', '-p', String(own)],
    env: { MOTO_PORT: String(port) },
  });
  const body = JSON.stringify({ stepfunctions: { execute_state_machine: true } });
  await fetch(`${moto.endpoint}/moto-api/config`, { method: 'POST', body });
  return {
    sfn: new SFNClient(connection(moto.endpoint)),
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:stand-in',
    roleArn: 'arn:aws:iam::123456789012:role/machine',
    close: async () => {
      await moto.close();
      lambda.close();
    },
  };
}

async function standInServer(sink: string): Promise<Server> {
  process.env.SINK = sink;
  const { handler } = require('./stand-in.cjs') as { handler: (event: unknown) => Promise<object> };
  const server = createServer(async (request, response) => {
    const event = JSON.parse(await textOf(request)) as unknown;
    const answer = await handler(event).then(
      (output) => ({ output, headers: {} }),
      ({ name, message }: Error) => ({
        output: { errorType: name, errorMessage: message, trace: [] },
        headers: { 'x-amz-function-error': 'Unhandled' },
      }),
    );
    response.writeHead(200, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.output));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** ministack runs the stand-in as a function. It does not know TimeoutSecondsPath of a task that waits for its token. */
export async function ministackEngine(sink: string): Promise<Engine> {
  const ministack = await startMinistack();
  const client = new LambdaClient(connection(ministack.endpoint));
  const roleArn = 'arn:aws:iam::000000000000:role/machine';
  const { FunctionArn = '' } = await client.send(
    new CreateFunctionCommand({
      FunctionName: 'stand-in',
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: roleArn,
      Timeout: 20,
      Code: { ZipFile: zipSync({ 'index.js': strToU8(CODE) }) },
      Environment: { Variables: { SINK: sink } },
    }),
  );
  return {
    sfn: new SFNClient(connection(ministack.endpoint)),
    ...{ functionArn: FunctionArn, roleArn, close: ministack.close },
    adapt: (text) => text.replace(/"TimeoutSecondsPath": "[^"]+"/, '"TimeoutSeconds": 3'),
  };
}

/** What a run was. */
export interface Ran {
  readonly status: string;
  readonly path: readonly string[];
  readonly output: unknown;
}

/** Runs the machine for an incident, and gives this answer to its question; undefined: none. */
export async function runIn(
  engine: Engine,
  machineArn: string,
  story: { readonly incidentId: string; readonly answer?: string },
  tokenOf: (incidentId: string) => Promise<string>,
): Promise<Ran> {
  const { sfn } = engine;
  const { incidentId, answer } = story;
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({
      ...{ stateMachineArn: machineArn, name: incidentId },
      input: JSON.stringify({ incidentId }),
    }),
  );
  if (answer) {
    const output = JSON.stringify({ answer, by: 'ann' });
    await sfn.send(new SendTaskSuccessCommand({ taskToken: await tokenOf(incidentId), output }));
  }
  const describe = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  const what = `${incidentId} has ended`;
  await until(async () => (await describe()).status !== 'RUNNING', { what, withinMs: 60_000 });
  const { status = '', output } = await describe();
  const { events = [] } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  const path = events.flatMap(
    ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [],
  );
  return { status, path, output: output === undefined ? undefined : JSON.parse(output) };
}

/** Makes the shipped machine in an engine; gives its ARN. */
export async function makeMachine(engine: Engine): Promise<string> {
  const { sfn, roleArn, adapt = (text: string) => text } = engine;
  const definition = adapt(DEFINITION).replaceAll(/\$\{\w+\}/g, engine.functionArn);
  const made = await sfn.send(
    new CreateStateMachineCommand({ name: 'bucket-policy', definition, roleArn }),
  );
  return String(made.stateMachineArn);
}
