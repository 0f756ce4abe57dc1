import { randomBytes } from 'node:crypto';
import { optionalText } from './properties';
import type { Creation } from './resource-type';

/** The name a template gives, or one made of the stack's name, the logical id and a random end. */
export function physicalName(creation: Creation, property: string, longest = 64): string {
  const given = optionalText(creation.properties, property);
  if (given !== undefined) return given;
  const end = randomBytes(6).toString('hex').toUpperCase();
  const start = `${creation.deployment.stackName}-${creation.logicalId}`;
  return `${start.slice(0, longest - end.length - 1)}-${end}`;
}
