import type { World } from '../core/service';
import type { XmlElement } from '../core/xml-tree';
import type { Bucket, ConfigurationName } from './state';

/** Puts a configuration, or takes it away; what was there before may still be read for a while. */
export function replaceConfiguration(
  world: World,
  { configurations, earlier }: Bucket,
  name: ConfigurationName,
  next: XmlElement | undefined,
): void {
  const until = world.now().getTime() + world.s3.configurationsGoBackForMilliseconds;
  earlier.set(name, { was: configurations.get(name), until, reads: 0 });
  if (next === undefined) configurations.delete(name);
  else configurations.set(name, next);
}

/** While configurations go back, every other read is of the one before, the first included; undefined for none. */
export function readConfiguration(
  world: World,
  { configurations, earlier }: Bucket,
  name: ConfigurationName,
): XmlElement | undefined {
  const before = earlier.get(name);
  if (before === undefined || world.now().getTime() >= before.until) {
    return configurations.get(name);
  }
  before.reads += 1;
  return before.reads % 2 === 1 ? before.was : configurations.get(name);
}
