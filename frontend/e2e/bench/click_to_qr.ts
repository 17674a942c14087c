// From the click on "Show the code" to a QR code: painted, and decoded from a screenshot by another program.

import { writeFile } from 'node:fs/promises';

import { decodeQr, expect, test } from '../fixtures.ts';

/** Each run shows one code; the median is told. */
const RUNS = 11;

test('from the click to the code', async ({ server, ownerApi, context, page }) => {
  const { body: settings } = await ownerApi.get('/self-service-settings');
  const { readiness: _computed, ...written } = settings;
  await ownerApi.put('/self-service-settings', { ...written, enabled: true });
  await context.addCookies(ownerApi.browserCookies());

  const painted: number[] = [];
  const decoded: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.goto('/provisioning');
    const button = page.getByRole('button', { name: 'Show the code' });
    await expect(button).toBeEnabled();
    await page.evaluate(watchForCode);
    const clicked = performance.now();
    await button.click();
    const code = page.getByRole('img', { name: 'QR code' });
    await expect(code).toBeVisible();
    const link = await decodeQr(await page.screenshot());
    decoded.push(performance.now() - clicked);
    expect(link).toContain(`${server.baseUrl}/a#`);
    painted.push(await page.evaluate(() => (window as unknown as { codePainted: Promise<number> }).codePainted));
    await cancelOpenTokens(ownerApi);
  }

  const result = { runs: RUNS, painted_median_ms: median(painted), decoded_median_ms: median(decoded) };
  const file = process.env['ANTEROOM_BENCH_RESULT'];
  if (file !== undefined) {
    await writeFile(file, JSON.stringify(result));
  }
  console.log(JSON.stringify(result));
});

/** In the page: the time from the next click to the frame after the one that first shows the code. */
function watchForCode(): void {
  const code = (): Element | null => document.querySelector('[role="img"][aria-label^="QR code"] , svg[aria-label^="QR code"]');
  const painted = new Promise<number>((done) => {
    document.addEventListener(
      'click',
      () => {
        const clicked = performance.now();
        const look = (): void => {
          if (code() === null) {
            requestAnimationFrame(look);
          } else {
            // The frame that draws it ends before the next but one begins.
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - clicked)));
          }
        };
        look();
      },
      { capture: true, once: true },
    );
  });
  (window as unknown as { codePainted: Promise<number> }).codePainted = painted;
}

/** A person may have few open codes at once, so each run ends its own. */
async function cancelOpenTokens(api: { get: (path: string) => Promise<any>; delete: (path: string) => Promise<any> }): Promise<void> {
  const { body } = await api.get('/me/provisioning');
  for (const token of body.open_tokens) {
    await api.delete(`/me/provisioning-tokens/${token.id}`);
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}
