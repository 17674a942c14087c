import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
const [out, width, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const p = await b.newPage({ viewport: { width: 1900, height: 800 } });
const imgs = files.map(f => `<div><small>${f.split('/').pop()}</small><br><img width=${width} src="data:image/png;base64,${readFileSync(f).toString('base64')}"></div>`).join('');
await p.setContent(`<body style="display:flex;flex-wrap:wrap;gap:8px;margin:4px;background:#888;font:11px sans-serif;align-items:flex-start">${imgs}`);
await p.screenshot({ path: out, fullPage: true });
await b.close();
