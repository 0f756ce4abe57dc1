import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricsPage } from '../../shared/docs/metrics-page';
import { permissionsPage } from '../../shared/docs/permissions-page';
import { techniquePages } from '../../shared/docs/technique-page';
import { readAlarms } from './docs/read-alarms';
import { readRoleGrants } from './docs/read-role-grants';

/** `npm run docs`: what is generated is written anew, and pages of techniques that are gone go. */
const docs = join(__dirname, '../../docs');
const folder = join(docs, 'techniques');
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) rmSync(join(folder, old));
const pages = [...techniquePages(), permissionsPage(readRoleGrants()), metricsPage(readAlarms())];
for (const { path, text } of pages) writeFileSync(join(docs, path), text);
