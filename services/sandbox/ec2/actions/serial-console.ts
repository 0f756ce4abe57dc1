import { ec2Action } from '../action';
import { ec2Of } from '../state';

const set = (isOpen: boolean) =>
  ec2Action({
    handle: ({ accountId, region }, world) => {
      const { serialConsole } = ec2Of(world);
      const place = `${accountId}/${region}`;
      if (isOpen) serialConsole.add(place);
      else serialConsole.delete(place);
      return { SerialConsoleAccessEnabled: isOpen };
    },
  });

/** For the account in the Region; closed until it is opened. */
export const enableSerialConsoleAccess = set(true);
export const disableSerialConsoleAccess = set(false);

export const getSerialConsoleAccessStatus = ec2Action({
  handle: ({ accountId, region }, world) => ({
    SerialConsoleAccessEnabled: ec2Of(world).serialConsole.has(`${accountId}/${region}`),
  }),
});
