import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test('how long the log is kept, and what holds it', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/retention')
  await page.waitForLoadState('networkidle')
  const changes = page.getByLabel('变更（月）')
  await changes.fill('5')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('不少于六个月', { exact: true }).last()).toBeVisible()
  await expect(changes).toHaveValue('5')
  await changes.fill('48')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存')).toBeVisible()

  await page.getByRole('button', { name: '新增保留' }).click()
  const dialog = page.getByRole('dialog')
  const reason = `争议 ${randomBytes(3).toString('hex')}`
  await dialog.getByLabel('原因').fill(reason)
  await dialog.getByRole('button', { name: '设为保留' }).click()
  await expect(dialog.getByText('至少填写一个条件')).toBeVisible()
  await dialog.getByLabel('开始日期').fill('2026-01-01')
  await dialog.getByRole('button', { name: '设为保留' }).click()
  const hold = page.getByRole('listitem').filter({ hasText: reason })
  await expect(hold).toContainText('生效中')
  await hold.getByRole('button', { name: '解除' }).click()
  await dialog.getByLabel('原因').fill('了结')
  await dialog.getByRole('button', { name: '解除保留' }).click()
  await expect(hold).toContainText('已解除')

  await page.reload()
  await page.waitForLoadState('networkidle')
  await expect(changes).toHaveValue('48')
  await changes.fill('36')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存')).toBeVisible()
})

test('a log stream is refused inside the network, sends what is asked, and goes again', async ({
  page,
  context,
  baseURL,
}) => {
  const kinds: string[] = []
  const addresses = new Set<string>()
  const receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      kinds.push(JSON.parse(body).type)
      addresses.add(request.url ?? '')
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/streaming')
  const name = `SIEM ${randomBytes(3).toString('hex')}`
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '新增外送' }).click()
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByRole('textbox', { name: '地址' }).fill('https://10.0.0.8/hook')
  await dialog.getByRole('button', { name: '生成' }).click()
  await dialog.getByRole('button', { name: '新增外送' }).click()
  await expect(dialog.getByText('这个地址在本机或内网')).toBeVisible()
  await dialog
    .getByRole('textbox', { name: '地址' })
    .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?key=t0ken`)
  await dialog.getByRole('button', { name: '新增外送' }).click()
  const sink = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await expect(sink).toContainText('已设置')
  await sink.getByRole('button', { name: '试送' }).click()
  await expect(sink.getByText('试送已到')).toBeVisible()
  expect(kinds).toContain('audit.test')
  await expect.poll(() => kinds, { timeout: 15_000 }).toContain('audit.events')

  await expect(sink).toContainText('/…')
  await expect(sink).not.toContainText('t0ken')
  await sink.getByRole('button', { name: '修改' }).click()
  await expect(dialog.getByRole('textbox', { name: '地址' })).toHaveValue('')
  await dialog.getByLabel('名称').fill(`${name} 2`)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(sink.getByRole('heading', { name: `${name} 2` })).toBeVisible()
  await sink.getByRole('button', { name: '试送' }).click()
  await expect(sink.getByText('试送已到')).toBeVisible()
  expect([...addresses]).toEqual(['/hook?key=t0ken'])

  await sink.getByRole('button', { name: '停用' }).click()
  await expect(sink).toContainText('已停用，事件先等着')
  await sink.getByRole('button', { name: '移除' }).click()
  await dialog.getByRole('button', { name: '移除外送' }).click()
  await expect(sink).toHaveCount(0)
  receiver.close()
})
