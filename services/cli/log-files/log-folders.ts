import type { Objects } from '../../../shared/aws/read-objects';
import type { Place } from '../../../shared/domain/place';

export interface Logs {
  readonly objects: Pick<Objects, 'list' | 'folders' | 'open' | 'bucket'>;
  /** Of the trail in the bucket, without a slash at its end; empty where it has none. */
  readonly prefix: string;
}

/**
 * Where a place's log files may lie: below the account, and for organization trails below `AWSLogs/o-…/`. Only
 * those that are there; none says that these logs know nothing of the place.
 */
export async function logFolders(
  { objects, prefix }: Logs,
  { accountId, region }: Place,
): Promise<readonly string[]> {
  const base = `${prefix ? `${prefix}/` : ''}AWSLogs/`;
  const organizations = (await objects.folders(base)).filter((name) => /^o-/.test(name));
  const roots = [base, ...organizations.map((name) => `${base}${name}/`)];
  const found: string[] = [];
  for (const root of roots) {
    const folder = `${root}${accountId}/CloudTrail/`;
    if ((await objects.folders(folder)).includes(region)) found.push(`${folder}${region}/`);
  }
  return found;
}
