import { randomBytes } from 'node:crypto';
import { Refusal, type World } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import type { Stack, StackIdentity, TemplateDeployment } from './stack';
import { optionalText, policyProperty, texts, type Values } from './template';

/** Where a stack is being made and what it may draw on. */
export interface Deployment extends StackIdentity {
  readonly world: World;
  /** Folder with the zips that `serverless package` wrote; a function's `S3Key` is looked up by its last part. */
  readonly artifacts: string | undefined;
}

export interface Creation {
  readonly deployment: Deployment;
  readonly logicalId: string;
  /** Worked out: no intrinsic is left. */
  readonly properties: Values;
}

export interface Created {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives, by name. */
  readonly attributes?: Values;
}

export interface Removal extends Creation {
  readonly physicalId: string;
}

/** With the new properties beside the old ones. */
export interface Update extends Removal {
  readonly before: Values;
  readonly attributes: Values;
}

/** What a StackSet does with the stacks of its accounts; it is itself a resource of a stack. */
export interface Stacks {
  readonly deploy: (request: TemplateDeployment) => Promise<Stack>;
  readonly remove: (stackId: string) => Promise<void>;
}

/** One resource type of CloudFormation, as far as the sandbox makes it. */
export interface ResourceType {
  readonly type: string;
  /** Every property that is honoured, or that has no meaning here; any other one is refused loudly. */
  readonly properties: readonly string[];
  /** Makes nothing that acts: the resource is only written down. */
  readonly inert?: true;
  readonly create: (creation: Creation, stacks: Stacks) => Created | Promise<Created>;
  /** Changes what is there; absent: it is removed and made again, as CloudFormation replaces. */
  readonly update?: (update: Update, stacks: Stacks) => Created | Promise<Created>;
  /** Takes what is there into the stack as it is; absent: the type cannot be imported here. */
  readonly adopt?: (adopted: Removal) => Created | Promise<Created>;
  readonly remove?: (removal: Removal, stacks: Pick<Stacks, 'remove'>) => void | Promise<void>;
}

/** CloudFormation's refusal of a name that is taken; an identifier is the name, or JSON around it. */
export const alreadyExists = (type: string, identifier: string): Refusal =>
  new Refusal(
    'AlreadyExists',
    `Resource of type '${type}' with identifier '${identifier}' already exists.`,
  );

interface NamedPolicy<T> {
  readonly type: string;
  /** The property that lists what gets the policy. */
  readonly list: string;
  /** What is listed under a name; refuses what is not there. */
  readonly find: (deployment: Deployment, name: string) => T;
  readonly put: (found: T, policy: string) => void;
  /** What is there once the policy is gone again. */
  readonly reset: (found: T) => void;
}

/** A type that gives each of several resources its one policy: the last one put stands. */
export function policyOf<T>({ type, list, find, put, reset }: NamedPolicy<T>): ResourceType {
  const foundOf = ({ deployment, properties }: Creation) =>
    texts(properties, list).map((name) => find(deployment, name));
  return {
    type,
    properties: ['PolicyDocument', list],
    create: (creation) => {
      const document = policyProperty(creation.properties, 'PolicyDocument');
      checkPolicy(document);
      for (const found of foundOf(creation)) put(found, JSON.stringify(document));
      return { physicalId: `${creation.deployment.stackName}-${creation.logicalId}` };
    },
    remove: (removal) => {
      for (const found of foundOf(removal)) reset(found);
    },
  };
}

/** The name a template gives, or one made of the stack's name, the logical id and a random end. */
export function physicalName(creation: Creation, property: string, longest = 64): string {
  const given = optionalText(creation.properties, property);
  if (given !== undefined) return given;
  const end = randomBytes(6).toString('hex').toUpperCase();
  const start = `${creation.deployment.stackName}-${creation.logicalId}`;
  return `${start.slice(0, longest - end.length - 1)}-${end}`;
}
