import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hooks, type LocalOrganization, type Sandbox } from '../../sandbox';
import { ROOT } from './package-service';

/** The reported rows that a deployment wants undone. */
export interface UndoWanted {
  readonly reported: readonly string[];
  /** Rows whose rights the accounts give; absent: the same rows. */
  readonly allowed?: readonly string[];
}

interface UndoDeployment {
  readonly sandbox: Sandbox;
  readonly organization: LocalOrganization;
  readonly undo: UndoWanted;
}

/** The optional template, once in every account. */
export async function deployUndo({ sandbox, organization, undo }: UndoDeployment): Promise<void> {
  const { id, homeRegion, securityAccountId, managementAccountId } = organization;
  const template = readFileSync(join(ROOT, 'services/member/undo.yml'), 'utf8');
  const rows = (undo.allowed ?? undo.reported).map((row) => [row.replace('-', ''), 'yes']);
  for (const accountId of sandbox.world.organization.accounts.keys()) {
    await hooks.cloudformation.deployStack(sandbox, {
      accountId,
      region: homeRegion,
      stackName: 'trailwarden-undo',
      template,
      parameters: {
        OrganizationId: id,
        SecurityAccountId: securityAccountId,
        ManagementAccountId: managementAccountId,
        ...Object.fromEntries(rows),
      },
    });
  }
}
