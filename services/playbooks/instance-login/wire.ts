import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import { rememberVerified } from '../../../shared/aws/baselines/sealed';
import { Recent } from '../../../shared/aws/connection';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import {
  type InstanceClients,
  instanceClients,
} from '../../../shared/aws/playbooks/instance/clients';
import { keepRun, readRun } from '../../../shared/aws/playbooks/instance/run-row';
import { noteState } from '../../../shared/aws/playbooks/note-state';
import { incidentKey, openTable, readItem } from '../../../shared/aws/table/table';
import type { Place } from '../../../shared/domain/place';
import type { Ports, Row } from './ports';
import type { Settings } from './settings';

/** The tasks as they run in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): Ports {
  const { rules, partition, containmentRole, collectorRole, forensic } = settings;
  const sts = openSts();
  const table = openTable(settings.table);
  const inRole = (roleName: string) => {
    const credentials = guardCredentials(sts, {
      ...{ roleName, partition, sessionName: 'instance-login' },
    });
    const known = new Recent<InstanceClients>(20);
    return ({ accountId, region }: Place): InstanceClients => {
      const key = `${accountId}/${region}`;
      const clients =
        known.get(key) ?? instanceClients({ accountId, region }, () => credentials.of(accountId));
      known.set(key, clients);
      return clients;
    };
  };
  return {
    ...{ rules, partition, table },
    now: () => new Date(),
    seal: rememberVerified(openKmsSeal(settings.sealKeys)),
    ...(forensic && { forensic }),
    incident: (id) => readItem<Row>(table, incidentKey(id)),
    note: (done) => noteState(table, done),
    run: (id) => readRun(table, id),
    keep: (id, change) => keepRun(table, id, change),
    containment: inRole(containmentRole),
    collector: inRole(collectorRole),
    forensics: inRole(forensic?.role ?? 'trailwarden-forensics'),
    own: instanceClients({ accountId: '', region: process.env.AWS_REGION ?? '' }, undefined),
  };
}
