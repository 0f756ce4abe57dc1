import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../../shared/deployment/config-schema';
import { catalogue } from '../target/config-file';
import { loginPicture } from './login-picture';
import { metricsPage } from './pages/metrics-page';
import { permissionsPage } from './pages/permissions-page';
import { techniquePages } from './pages/technique-page';
import { markdownOf, wrapped } from './pages/wrapped';
import { readAlarms, readRoleGrants } from './read-role-grants';

/**
 * `npm run docs`: writes all generated pages anew, removes pages of techniques that no longer exist, and wraps the
 * prose of all others.
 */
const root = join(__dirname, '../../..');
const docs = join(root, 'docs');
const folder = join(docs, 'techniques');
// All of them before the first old one goes: where one cannot be made, the folder stays as it is.
const pages = [
  ...techniquePages(),
  permissionsPage(readRoleGrants()),
  metricsPage(readAlarms()),
  {
    path: 'trailwarden.schema.json',
    text: `${JSON.stringify(configSchema(catalogue()), null, 2)}\n`,
  },
  { path: 'login-report.svg', text: loginPicture() },
];
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) rmSync(join(folder, old));
for (const { path, text } of pages) writeFileSync(join(docs, path), text);
for (const path of markdownOf(root)) {
  const text = readFileSync(path, 'utf8');
  if (wrapped(text) !== text) writeFileSync(path, wrapped(text));
}
