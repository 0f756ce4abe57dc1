import { setTimeout as wait } from 'node:timers/promises';
import {
  AddTagsCommand,
  type CloudTrailClient,
  CreateTrailCommand,
  PutEventConfigurationCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Obstacle } from '../domain/obstacle';
import type { TrailStep } from '../domain/step';
import { classify } from './classify';

/** Makes the one call of a step. Never throws: an obstacle is an answer. */
export async function takeStep(
  step: TrailStep,
  client: CloudTrailClient,
): Promise<{ readonly obstacle?: Obstacle }> {
  try {
    await send(step, client);
    return {};
  } catch (error) {
    return { obstacle: classify(error, step.call) };
  }
}

function send(step: TrailStep, client: CloudTrailClient): Promise<unknown> {
  switch (step.call) {
    case 'cloudtrail:StartLogging':
      return client.send(new StartLoggingCommand(step.input));
    case 'cloudtrail:CreateTrail':
      return client.send(new CreateTrailCommand(mutable(step.input)));
    case 'cloudtrail:UpdateTrail':
      return client.send(new UpdateTrailCommand(step.input));
    case 'cloudtrail:PutEventSelectors':
      return client.send(new PutEventSelectorsCommand(mutable(step.input)));
    case 'cloudtrail:PutInsightSelectors':
      return client.send(
        new PutInsightSelectorsCommand(mutable(step.input) as PutInsightSelectorsCommand['input']),
      );
    case 'cloudtrail:PutEventConfiguration':
      return client.send(
        new PutEventConfigurationCommand(
          mutable(step.input) as PutEventConfigurationCommand['input'],
        ),
      );
    case 'cloudtrail:AddTags':
      return client.send(new AddTagsCommand(mutable(step.input)));
  }
}

type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** The SDK's inputs are typed mutable, although it does not change them. */
export const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;

interface Answer {
  readonly obstacle?: Obstacle;
}

/**
 * Makes a write again while AWS is still busy with an earlier one (ConflictException) or takes no more
 * this second: CloudTrail takes one of each write a second, in each account and Region, and none of it can
 * be raised. Seven seconds at most, of the thirty that a message has; then it comes back with the queue.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export async function patiently<A extends Answer>(
  take: () => Promise<A>,
  pausesMs: readonly number[] = [1_000, 2_000, 4_000],
): Promise<A> {
  let answer = await take();
  for (const pauseMs of pausesMs) {
    if (!isBusy(answer)) return answer;
    await wait(pauseMs);
    answer = await take();
  }
  return answer;
}

const isBusy = ({ obstacle }: Answer): boolean =>
  obstacle?.kind === 'conflict' || obstacle?.kind === 'throttled';

interface Insisting {
  /** How long the invocation may still run. */
  readonly leftMs: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
  readonly random?: () => number;
}

/**
 * Makes a call again every 150 to 250 ms while AWS takes no more of it: an attacker who uses up the one StartLogging a
 * second, on a trail that is not there, keeps out every caller that asks more rarely. The random part keeps two of ours
 * from asking at the same moment for ever. Four seconds at a time, so that people are told in between, and
 * not in the last ten of an invocation, which belong to writing it down. Says how often it was refused.
 */
export async function insistently<A extends Answer>(
  take: () => Promise<A>,
  { leftMs, pause = wait, random = Math.random }: Insisting,
): Promise<A & { readonly refusals?: number }> {
  const until = leftMs() - AT_A_TIME_MS;
  let refusals = 0;
  for (;;) {
    const answer = await take();
    if (!isBusy(answer)) return { ...answer, ...(refusals > 0 && { refusals }) };
    refusals += 1;
    if (leftMs() <= Math.max(until, RESERVE_MS)) return { ...answer, refusals };
    await pause(150 + random() * 100);
  }
}

const AT_A_TIME_MS = 4_000;
const RESERVE_MS = 10_000;
