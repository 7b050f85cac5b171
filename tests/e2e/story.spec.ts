import { randomInt } from 'node:crypto'
import { AuditPage } from '@/tests/pages/audit-page'
import { ChannelPage } from '@/tests/pages/channel-page'
import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { wear } from '@/tests/pages/looks'
import { ReceiptPage } from '@/tests/pages/receipt-page'
import { demo, SignInPage } from '@/tests/pages/sign-in-page'
import { storedChannel, writesTo as writesToChannel } from './channel-choice'
import { listActionDoors } from './doors'
import { chooseFree, control, writesTo } from './grant-choice'
import { makeChannels, paid } from './own-channels'
import { expect, test } from './test'

/** A channel that only asks for payment, and that no other test works on. */
async function ownPriced() {
  const [channelId = ''] = await makeChannels(7_740_000, [{ name: '尾场', ranks: [paid(9.9)] }])
  const made = await storedChannel(channelId)
  return { ...made, price: Number(made.ranks['1'].price) }
}

const yuan = (price: number) => `${price.toFixed(2)} 元`

test('a manager grants and sets a price, both are read back, and support finds both without being able to do either', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const ticket = String(randomInt(100_000, 999_999))
  const grantReason = `合同 ${ticket}，三部两家`
  const priceReason = `工单 ${ticket}，尾场调价`
  const choice = await chooseFree(3, [20, 21])
  const channel = await ownPriced()
  const price = channel.price + 1
  const receipt = new ReceiptPage(page)

  await test.step('sign in', async () => {
    await page.goto('/grants/new')
    await expect(page).toHaveURL(/\/sign-in/)
    await new SignInPage(page).fill(demo.manager, demo.password)
    await expect(page).toHaveURL(/\/grants\/new$/)
  })

  await test.step('grant three dramas to two mini programs and watch the receipt', async () => {
    const since = await control.lastSeq()
    const composer = new GrantComposerPage(page)
    await composer.open()
    await composer.fill({ ...choice, reason: grantReason })
    await page.getByRole('button', { name: '永久' }).or(page.getByLabel('永久')).first().click()
    await composer.planned(6)
    await composer.submit.click()
    await page.getByRole('dialog').getByRole('textbox').fill('6')
    await page.getByRole('dialog').getByRole('button', { name: /6/ }).click()
    await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
    await expect(receipt.verdict).toContainText('6')
    const writes = await writesTo(choice.appids, since)
    expect(writes.map((entry) => [entry.method, JSON.parse(entry.body)])).toEqual(
      choice.appids.map((appid) => [
        'POST',
        { drama_id: choice.dramaIds.map(Number), authorized_appid: appid, authz_expire_time: 0 },
      ]),
    )
    const held = (await control.wechat()).grants.filter(
      (grant) => choice.appids.includes(grant.authorized_appid) && choice.dramaIds.includes(grant.drama_id),
    )
    expect(held.map((grant) => [grant.writes, grant.authz_expire_time])).toEqual(Array(6).fill([1, 0]))
  })

  await test.step('change the price of one channel', async () => {
    const since = await control.lastSeq()
    const form = new ChannelPage(page)
    await form.open(channel.channelId)
    await form.primary.text('价格').fill(String(price))
    await form.submit(priceReason)
    await expect(page).toHaveURL(/\/operations\/R-\d+$/)
    await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
    await expect(page.getByRole('row').filter({ hasText: yuan(price) })).toContainText(yuan(channel.price))

    const [write, ...more] = await writesToChannel(channel.channelId, since)
    expect(more).toEqual([])
    expect(write?.query.channelId).toBe(channel.channelId)
    expect(write?.body).not.toContain('channelId')
    expect(write?.body).not.toContain(channel.channelId)
    const body = JSON.parse(write?.body ?? '') as Record<string, Record<string, unknown>[]>
    expect(Object.keys(body)).toEqual(['authSettings'])
    const [primary, secondary] = body.authSettings ?? []
    expect(primary).toMatchObject({ rank: 1, enabled: 'Y', authType: 'pay', price })
    const ofPay = ['rank', 'enabled', 'authType', 'payAuthTips', 'price', 'watchEndTime', 'validTimePeriod']
    expect(Object.keys(primary ?? {}).filter((key) => !ofPay.includes(key))).toEqual([])
    expect(secondary).toEqual({ rank: 2, enabled: 'N' })
    const stored = (await control.polyv()).channels.find(({ channelId }) => channelId === channel.channelId)
    expect(stored).toMatchObject({ writes: channel.writes + 1, ranks: { '1': { authType: 'pay', price } } })
  })

  await test.step('support finds both, reads everything and may change nothing', async () => {
    const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
    const theirs = await context.newPage()
    await theirs.goto('/sign-in')
    await new SignInPage(theirs).fill(demo.support, demo.password)
    await expect(theirs).toHaveURL(/\/$/)

    const audit = new AuditPage(theirs)
    await audit.open('actor:运营甲')
    await audit.find(ticket)
    await expect(audit.rows).toHaveCount(2)
    await audit.rows.filter({ hasText: '调价' }).getByRole('link').first().click()
    const change = theirs.getByRole('region', { name: '前后对照' }).getByRole('row').filter({ hasText: '价格' })
    await expect(change).toContainText(yuan(channel.price))
    await expect(change).toContainText(yuan(price))

    await audit.open()
    await audit.find(`${ticket}，三部`)
    await audit.rows.first().getByRole('link').first().click()
    await theirs.getByRole('link', { name: /第 1 次上游请求/ }).click()
    await expect(theirs.getByRole('heading', { level: 1 })).toContainText('第 1 次上游请求')
    await expect(theirs.getByText('/wxa/sec/vod/authorizedrama').first()).toBeVisible()
    const request = theirs.locator('details').filter({ hasText: choice.appids[0] ?? '' })
    await request.locator('summary').click()
    await expect(request.getByText(choice.appids[0] ?? '')).toBeVisible()

    await audit.open()
    await audit.find('补授权两部')
    await audit.rows.first().getByRole('link').first().click()
    await theirs.getByRole('link', { name: /第 2 次上游请求/ }).click()
    await expect(theirs.getByRole('heading', { level: 1 })).toContainText('第 2 次上游请求')
    await expect(theirs.getByText('10090038').first()).toBeVisible()
    const trace = /[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/.exec((await theirs.getByRole('main').textContent()) ?? '')?.[0]
    await audit.open('show:all')
    await audit.find(trace ?? 'the call has no trace id')
    await expect(audit.rows.filter({ hasText: '第 2 次上游请求' })).toHaveCount(1)

    const since = await control.lastSeq()
    await theirs.goto('/grants/new')
    await expect(theirs.getByText(/客服可以选择并试算，但不能提交/).first()).toBeVisible()
    await expect(theirs.getByRole('button', { name: /^提交并核实/ })).toBeDisabled()
    await theirs.goto(`/channels/${channel.channelId}`)
    await expect(theirs.getByText('你可以查看，不能修改')).toBeVisible()
    await expect(theirs.getByRole('button', { name: /^保存并核实/ })).toHaveCount(0)
    for (const name of ['submitSlip', 'saveConditions']) {
      const door = listActionDoors().find((known) => known.name === name)
      const answer = await context.request.post(door?.page ?? '', {
        headers: {
          origin: new URL(baseURL ?? '').origin,
          'next-action': door?.id ?? '',
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'text/x-component',
        },
        data: '[{}]',
      })
      expect(await answer.text(), name).toContain('"code":"forbidden"')
    }
    expect(await writesTo(choice.appids, since)).toEqual([])
    expect(await writesToChannel(channel.channelId, since)).toEqual([])
    await context.close()
  })

  await test.step('the same pages in English', async () => {
    await wear(page.context(), { locale: 'en', theme: 'dark' }, baseURL ?? '')
    await page.goto(`/audit?q=${ticket}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
    await expect(page.getByText(/granted 3 dramas to 2 mini programs/).first()).toBeVisible()
    await page.goto(`/channels/${channel.channelId}`)
    await expect(page.getByLabel('Price')).toHaveValue(price.toFixed(2))
    await page.goto('/operations')
    await page.getByRole('row').filter({ hasText: grantReason }).getByRole('link').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Verified')
  })
})
