import type { World } from '../core/service';

/** Gives an account one more service to administer; the others it has stay. */
export function registerAdministrator(world: World, accountId: string, service: string): void {
  const { delegatedAdministrators } = world.organization;
  const services = delegatedAdministrators.get(accountId) ?? new Map<string, Date>();
  delegatedAdministrators.set(accountId, services.set(service, world.now()));
}

/** An account without a service left is no delegated administrator any more. */
export function deregisterAdministrator(world: World, accountId: string, service: string): void {
  const { delegatedAdministrators } = world.organization;
  const services = delegatedAdministrators.get(accountId);
  services?.delete(service);
  if (services?.size === 0) delegatedAdministrators.delete(accountId);
}

/** Ids of the accounts that administer the service. */
export function administratorsOf(world: World, service: string): readonly string[] {
  return [...world.organization.delegatedAdministrators]
    .filter(([, services]) => services.has(service))
    .map(([accountId]) => accountId);
}
