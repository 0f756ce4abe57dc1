import type { Action, Call, World } from './service';

type Handle = Action['handle'];
type Parts = Omit<Action, 'handle'>;

/** Makes an action of what it does; before that may stand what else it has of its own. */
interface ActionMaker<H> {
  (handle: H): Action;
  (own: Parts, handle: H): Action;
}

/** Of actions that have these parts in common. */
export const actionsWith = (common: Parts): ActionMaker<Handle> =>
  maker(common, (handle) => handle);

/** As `actionsWith`; what a call names is looked up, or refused, before anything else. */
export const actionsOn = <T>(
  common: Parts,
  find: (call: Call, world: World) => T,
): ActionMaker<(found: T, call: Call, world: World) => ReturnType<Handle>> =>
  maker(common, (handle) => (call, world) => handle(find(call, world), call, world));

/** Of actions that not everybody may take: others are refused before anything else. What the check found is handed on. */
export const actionsAfter = <T>(
  check: (world: World, call: Call) => T,
): ActionMaker<(call: Call, world: World, found: T) => ReturnType<Handle>> =>
  maker({}, (handle) => (call, world) => handle(call, world, check(world, call)));

function maker<H>(common: Parts, handleOf: (handle: H) => Handle): ActionMaker<H> {
  return (...given: readonly [H] | readonly [Parts, H]): Action => {
    const [own, handle] = given.length === 1 ? [{}, given[0]] : given;
    return { ...common, ...own, handle: handleOf(handle) };
  };
}
