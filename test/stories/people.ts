import { StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { hooks } from '../../services/sandbox';
import type { Scene, Trail } from './scene';

/** An administrator of the trail's own account stops it. */
export async function stop(scene: Scene, trail: Trail): Promise<void> {
  await scene.administrator(trail).send(new StopLoggingCommand({ Name: trail.id }));
}

export async function start(scene: Scene, trail: Trail): Promise<void> {
  await scene.administrator(trail).send(new StartLoggingCommand({ Name: trail.id }));
}

/** Stops the trail unheard: there is no call, no record and no event of it. */
export function stopUnheard({ world }: Scene, trail: Trail): void {
  const stopped = hooks.cloudtrail.trailByArn(world, trail.id);
  if (!stopped) throw new Error(`There is no trail ${trail.id}.`);
  hooks.cloudtrail.stopLogging(stopped, world.now());
}

/** The same the other way round. */
export function startUnheard({ world }: Scene, trail: Trail): void {
  const started = hooks.cloudtrail.trailByArn(world, trail.id);
  if (!started) throw new Error(`There is no trail ${trail.id}.`);
  hooks.cloudtrail.startLogging(started, world.now());
}

/** What `userIdentity.arn` says of that administrator. */
export const administratorArn = ({ accountId }: Trail): string =>
  `arn:aws:iam::${accountId}:user/admin`;
