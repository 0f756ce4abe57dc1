import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricsPage } from './pages/metrics-page';
import { permissionsPage } from './pages/permissions-page';
import { techniquePages } from './pages/technique-page';
import { readAlarms, readRoleGrants } from './read-role-grants';

/** `npm run docs`: writes all generated pages anew, and removes pages of techniques that no longer exist. */
const docs = join(__dirname, '../../../docs');
const folder = join(docs, 'techniques');
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) rmSync(join(folder, old));
const pages = [...techniquePages(), permissionsPage(readRoleGrants()), metricsPage(readAlarms())];
for (const { path, text } of pages) writeFileSync(join(docs, path), text);
