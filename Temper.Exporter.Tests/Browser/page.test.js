// The page as a browser shows it. `.ci/browser` runs this, with playwright-core in NODE_PATH.
"use strict";

const assert = require("node:assert/strict");
const http = require("node:http");
const { after, afterEach, before, beforeEach, test } = require("node:test");
const { chromium } = require("playwright-core");
const { start } = require("./exporter");

const PATIENCE_MS = 20_000;
const TWIN = "TEMPer2_M12_V1.3";
const HYGROMETER = "TEMPer1F_H1V1.5F";
const HOUSE = [
  { phy: "usb-1.1", firmware: TWIN, reading: { internal: 21.5, external: -4.25 } },
  { phy: "usb-1.2", firmware: HYGROMETER, reading: { temperature: 20, humidity: 48 } },
  { phy: "usb-1.3", firmware: TWIN, reading: { internal: 20, external: null } },
  { phy: "usb-1.4", firmware: HYGROMETER, fault: "stall" },
  { phy: "usb-1.5", firmware: HYGROMETER, fault: "all-ones" },
  { phy: "usb-1.6", firmware: "HidTEMPer" },
];

let browser;
let house;
let exporter; // of one test
let page;
let messages; // what no visitor should cause: on the console, as a dialog, or to another host

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
  house = await start(HOUSE);
});

after(async () => {
  await browser.close();
  await house.stop();
});

beforeEach(() => {
  exporter = undefined;
});

afterEach(async () => {
  await page?.context().close();
  await exporter?.stop();
});

async function open(sticks, options) {
  exporter = await start(sticks);
  await visit(exporter.url, options);
}

async function visit(url, options) {
  page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  messages = [];
  page.on("console", message => messages.push(message.text())); // violations of the policy come here too
  page.on("pageerror", error => messages.push(String(error)));
  page.on("dialog", dialog => messages.push(dialog.message()) && dialog.dismiss());
  page.on("request", request => new URL(request.url()).origin === new URL(url).origin
    || request.url().startsWith("data:") || messages.push(request.url()));
  await page.goto(url);
}

const stick = phy => page.locator(".stick", { has: page.locator(".phy", { hasText: `${phy}/input` }) });

const textOf = async locator => (await locator.innerText()).replace(/\s+/g, " ").trim();

const hasNoSidewaysScroll = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("readings are shown with unit, sensor, stick and port, and nothing comes from elsewhere", async () => {
  await visit(house.url);

  assert.match(
    await textOf(stick("usb-1.1")),
    /^TEMPer2_M12_V1\.3 .*ok .*usb-1\.1\/input1 Internal temperature 21\.5 °C .* External temperature −4\.3 °C /i);
  assert.match(await textOf(stick("usb-1.2")), / Temperature 20\.0 °C .* Humidity 48\.0 %RH /i);
  assert.deepEqual(messages, []);
});

test("a stick that fails shows its state and why, and the others their readings", async () => {
  await visit(house.url);

  assert.match(
    await textOf(stick("usb-1.4")),
    /failed .*usb-1\.4\/input1 \/dev\/hidraw7 refused the query \(stall\): replug the stick$/);
  assert.match(await textOf(stick("usb-1.6")), /unsupported .* first-generation HidTEMPer: known, not supported yet$/);
  assert.match(await textOf(stick("usb-1.1")), / ok .* 21\.5 °C /);
});

test("a probe that is not there and a value that cannot be are said, and are no number", async () => {
  await visit(house.url);

  assert.match(await textOf(stick("usb-1.3")), / ok .* External temperature no probe$/i);
  assert.match(await textOf(stick("usb-1.5")), / failed .* Temperature a value that the sensor cannot measure /i);
});

test("the plot moves, in the place where it was", async () => {
  await open("demo");
  const line = await page.locator(".plot .line").first().elementHandle();
  const card = await page.locator(".stick").first().elementHandle();
  const widthOf = element => element.getBBox().width; // in seconds
  const first = { width: await line.evaluate(widthOf), path: await line.getAttribute("d") };

  await page.waitForFunction(([element, path]) => element.getAttribute("d") !== path, [line, first.path]);

  assert.ok(await line.evaluate(widthOf) > first.width);
  assert.ok(await card.evaluate(element => element.isConnected));
  assert.match(
    await page.locator(".plot").first().getAttribute("aria-label"),
    /^internal temperature, last hour: ([\d.]+ to )?[\d.]+ °C$/);
});

test("hostile text is text", async () => {
  const hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&\n\u001b[31m\u202e";
  await open([
    { phy: hostile, firmware: TWIN },
    { phy: "x".repeat(10_000), firmware: TWIN, fault: "unprintable-version" },
  ], { viewport: { width: 375, height: 700 } });
  await page.waitForSelector(".stick");

  assert.equal(
    await page.locator(".phy").first().evaluate(element => element.textContent),
    `${hostile.replace(/[\n\u001b\u202e]/g, "\ufffd")}/input1`);
  assert.equal(await page.locator("main :is(img, script)").count(), 0);
  assert.ok(await hasNoSidewaysScroll());
  assert.ok((await page.locator(".stick").nth(1).boundingBox()).height < 1000);
  assert.deepEqual(messages, []);
});

test("a script that got in all the same does not run", async () => {
  await visit(house.url);

  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.body.dataset.ran = 'yes'";
    document.body.append(script);
    return document.body.dataset.ran;
  });

  assert.equal(ran, undefined);
  assert.match(messages.join(), /Content Security Policy/);
});

test("it is light or dark as the visitor likes it", async () => {
  await visit(house.url);
  const brightness = property => page.evaluate(
    name => getComputedStyle(document.body)[name].match(/\d+/g).reduce((sum, part) => sum + Number(part), 0) / 765,
    property);

  await page.emulateMedia({ colorScheme: "light" });
  assert.ok(await brightness("backgroundColor") > 0.9 && await brightness("color") < 0.2);

  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok(await brightness("backgroundColor") < 0.1 && await brightness("color") > 0.8);
});

test("on a phone nothing scrolls sideways", async () => {
  await visit(house.url, { viewport: { width: 375, height: 667 } });
  await page.waitForSelector(".plot");

  assert.ok(await hasNoSidewaysScroll());
});

test("an exporter that ends is missed, and found again", async () => {
  await open(HOUSE);
  await page.waitForSelector(".stick");
  await exporter.stop();

  const trouble = page.locator("#trouble");
  await trouble.waitFor();
  assert.match(await textOf(trouble), /^The exporter does not answer\. The readings below are of \d/);
  assert.match(await textOf(stick("usb-1.1")), / 21\.5 °C /);

  exporter = await start(HOUSE, exporter.port);
  await trouble.waitFor({ state: "hidden" });
});

test("without a stick it says so", async () => {
  await open([]);

  await page.getByText("No stick found: plug one in.").waitFor();
});

test("a page that nobody sees asks for nothing, until it is seen", async () => {
  await visit(house.url);
  await page.waitForSelector(".stick");
  await page.clock.install();
  const show = isHidden => page.evaluate(hidden => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
  let requests = 0;
  page.on("request", () => requests++);

  await show(true);
  await page.clock.runFor(60_000);
  assert.equal(requests, 0);

  await show(false);
  assert.equal(requests, 1);
});

test("it works below a path of a reverse proxy", async () => {
  const proxy = http.createServer((request, response) => {
    const target = request.url.startsWith("/temper/") ? request.url.slice("/temper".length) : "/not-mine";
    http.get({ port: house.port, path: target, headers: request.headers }, answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
  });
  await new Promise(resolve => proxy.listen(0, "127.0.0.1", resolve));
  try {
    await visit(`http://127.0.0.1:${proxy.address().port}/temper/`);

    assert.match(await textOf(stick("usb-1.1")), / 21\.5 °C /);
    await page.getByRole("link", { name: "metrics" }).click();
    assert.match(await page.locator("body").innerText(), /^temper_temperature_celsius/m);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test("without JavaScript it points to the metrics", async () => {
  await visit(house.url, { javaScriptEnabled: false });

  await page.locator("noscript a").click();
  assert.match(await page.locator("body").innerText(), /^temper_temperature_celsius/m);
});
