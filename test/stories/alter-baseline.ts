import { accountKey, baselineKey, type Item, query, update } from '../../shared/aws/table/table';
import { subjectKey } from '../../shared/domain/subject';
import type { Scene, Trail } from './scene';

export interface BaselineRow {
  readonly baseline: {
    readonly version: number;
    readonly state: { readonly settings: Item; readonly status: Item };
    readonly mac?: string;
  };
}

/**
 * Rewrites a trail's baseline, as an attacker who may write the table would. A running responder
 * remembers the old one for up to a minute, so it is killed: the next one reads the altered row.
 */
export async function alterBaseline(
  scene: Scene,
  trail: Trail,
  altered: (row: BaselineRow) => unknown,
): Promise<void> {
  const key = { pk: accountKey(trail.accountId), sk: baselineKey(subjectKey(trail)) };
  const found = { expression: '#pk = :pk AND #sk = :sk', values: key };
  for await (const item of query(scene.table, { key: found, consistent: true })) {
    await update(scene.table, {
      key,
      set: { baseline: altered(item as unknown as BaselineRow) },
    });
  }
  scene.killResponder();
}

/** "The bucket is mallory's", and everything else as it was, seal included. */
export const redirected = ({ baseline }: BaselineRow) => ({
  ...baseline,
  state: {
    ...baseline.state,
    settings: { ...baseline.state.settings, s3BucketName: 'mallory' },
  },
});
