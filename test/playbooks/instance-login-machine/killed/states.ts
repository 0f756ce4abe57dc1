import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Flow {
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly ItemProcessor?: Flow;
}

export interface NamedState {
  readonly name: string;
  readonly type: string;
  /** The state on the way of the whole run that it is a part of: itself, or the Map around it. */
  readonly of: string;
}

const MACHINE = join(__dirname, '../../../../services/playbooks/instance-login/machine.asl.json');

const statesOf = ({ States }: Flow, around?: string): readonly NamedState[] =>
  Object.entries(States).flatMap(([name, { Type, ItemProcessor }]) => [
    { name, type: Type, of: around ?? name },
    ...(ItemProcessor ? statesOf(ItemProcessor, around ?? name) : []),
  ]);

/** All of the shipped machine, those inside a Map too. */
export const allStates = statesOf(JSON.parse(readFileSync(MACHINE, 'utf8')) as Flow);

/** Those that do something, and so may fail and be killed at it. */
export const tasks = allStates.filter(({ type }) => type === 'Task');
