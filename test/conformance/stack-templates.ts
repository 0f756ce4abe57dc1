import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageService, ROOT } from '../../services/cli/local/package-service';

/** Every template that is deployed: the packaged central one, and each that stands in services/ as itself. */
export async function stackTemplates(): Promise<readonly string[]> {
  const { folder } = await packageService();
  return [join(folder, 'cloudformation-template-update-stack.json'), ...ownTemplates()];
}

/** Paths of the files that CloudFormation is given as they stand. */
export function ownTemplates(): readonly string[] {
  return readdirSync(join(ROOT, 'services'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(ROOT, 'services', name))
    .filter((path) => readFileSync(path, 'utf8').startsWith('AWSTemplateFormatVersion'))
    .sort();
}
