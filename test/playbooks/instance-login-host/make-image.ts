import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanMachine } from './plant';

/** An examiner: a tree of its own with room to work, to which volumes are attached as files. */
export const examiner = cleanMachine;

/** Makes an ext4 file system of a tree, its times fixed; then the files named are deleted in it. Gives its path. */
export function makeImage(root: string, tree: string, deleted: readonly string[] = []): string {
  const image = join(root, 'dev/volume');
  mkdirSync(dirname(image), { recursive: true });
  const shell = join(tree, 'tmp/.sh');
  if (existsSync(shell)) chmodSync(shell, 0o4755);
  const env = { ...process.env, E2FSPROGS_FAKE_TIME: '1796000000' };
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-d', tree, image, '32M'], { env, stdio: 'pipe' });
  for (const file of deleted) {
    execFileSync('debugfs', ['-w', '-R', `rm /${file}`, image], { env, stdio: 'pipe' });
  }
  return image;
}
