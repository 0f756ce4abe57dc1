import { physicalName } from '../physical-name';
import type { Created, Creation, ResourceType } from '../resource-type';

interface InertType {
  readonly type: string;
  readonly properties: readonly string[];
  /** The property that names the resource. */
  readonly name: string;
  /** Default: the name, and its ARN as `Arn`. */
  readonly identify?: (name: string, creation: Creation) => Created;
}

/** A type that is only written down: it can be referred to, and nothing happens with it. */
export function inert({ type, properties, name, identify }: InertType): ResourceType {
  return {
    type,
    properties,
    inert: true,
    create: (creation) => {
      const given = physicalName(creation, name);
      return identify === undefined ? { physicalId: given } : identify(given, creation);
    },
  };
}
