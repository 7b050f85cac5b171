import { readFile } from 'node:fs/promises'
import writeExcelFile from 'write-excel-file/node'
import { encodeGbk } from '@/tests/gbk'
import { freshAppid, LicenseesPage } from '@/tests/pages/licensees-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

const csv = (bytes: Uint8Array | string, name = '名单.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(bytes as Uint8Array),
})

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('a licensee is added, found, changed, archived and brought back, each in the log', async ({ page }) => {
  const book = new LicenseesPage(page)
  const appid = freshAppid()
  const name = `新棠${appid.slice(2, 8)}`
  await page.goto('/licensees')
  await book.add.click()
  await book.field('AppID').fill('wx12')
  await book.field('合同到期').fill('31/03/2027')
  await book.dialog.getByRole('button', { name: '添加被授权方' }).click()
  await expect(book.dialog).toContainText('AppID 应为 wx 开头')
  await expect(book.dialog).toContainText('必填')
  await expect(book.dialog).toContainText('分不清日和月')

  await book.field('AppID').fill(` ${appid.slice(0, 8)} ${appid.slice(8).toUpperCase()}　`)
  await book.field('名称').fill(name)
  await book.field('合同到期').fill('2027年3月31日')
  await book.field('标签').fill('华东，直营')
  await book.dialog.getByRole('button', { name: '添加被授权方' }).click()
  await expect(page).toHaveURL(new RegExp(`/licensees/${appid}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByText('2027-03-31')).toBeVisible()

  await page.getByRole('button', { name: '修改', exact: true }).click()
  await book.field('主体').fill('新棠文化传媒有限公司')
  await book.dialog.getByRole('button', { name: '保存修改' }).click()
  await expect(book.dialog).toBeHidden()
  await expect(page.getByText('新棠文化传媒有限公司')).toBeVisible()

  await page.goto('/licensees')
  await book.find(`xintang${appid.slice(2, 8)}`)
  await expect(book.rows).toHaveCount(1)
  await expect(book.rows.first()).toContainText(name)

  await book.add.click()
  await book.field('AppID').fill(appid)
  await book.field('名称').fill('别名')
  await book.dialog.getByRole('button', { name: '添加被授权方' }).click()
  await expect(book.dialog).toContainText('通讯录里已有这个 AppID')
  await expect(book.field('名称')).toHaveValue('别名')

  await page.goto(`/licensees/${appid}`)
  await page.getByRole('button', { name: '归档', exact: true }).click()
  await book.dialog.getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByText('已归档')).toBeVisible()
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByRole('button', { name: '归档', exact: true })).toBeVisible()
  const timeline = page.getByRole('list', { name: '时间线' }).getByRole('listitem')
  for (const deed of ['恢复', '归档', '修改', '添加'])
    await expect(timeline.filter({ hasText: `${deed}被授权方 ${name}` })).toHaveCount(1)
})

test('a GBK list from Excel is mended in place, and what stays wrong is taken home', async ({ page }) => {
  const book = new LicenseesPage(page)
  const [first, second, third, fourth] = [freshAppid(), freshAppid(), freshAppid(), freshAppid()]
  const wide = third.replace(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  const text = [
    '2026 年合作方名单,,,',
    '小程序 AppID,渠道名称,合同到期日,备注',
    `${first},甲短剧,2027/3/31,"华东，重点"`,
    `${second.slice(0, 6)} ${second.slice(6)},乙短剧,2027年4月1日,`,
    `${wide},丙短剧,20270501,`,
    `${first},甲短剧又一次,2027-03-31,`,
    `${fourth},丁短剧,31/03/2027,`,
    `wx12,戊短剧,2027.3.31,=1+1`,
  ].join('\r\n')
  await page.goto('/licensees/import')
  await book.choose(csv(encodeGbk(text)))
  await expect(page.getByRole('combobox', { name: '“合同到期”取自哪一列' })).toContainText('合同到期日')
  await expect(page.getByText('3 行可以导入，3 行有问题')).toBeVisible()
  await expect(book.grid).toContainText('与第 3 行重复')
  await expect(book.grid).toContainText('分不清日和月')
  await expect(book.grid).toContainText('是公式')

  await book.cell('合同到期', 7).fill('2027-03-31')
  await book.cell('合同到期', 7).press('Enter')
  await expect(page.getByText('4 行可以导入，2 行有问题')).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载 2 行（CSV）' }).click()
  const fixed = await readFile(await (await download).path(), 'utf8')
  expect(fixed).toContain('与第 3 行重复')
  expect(fixed).toContain('备注：是公式')
  expect(fixed.split('\r\n')).toHaveLength(4)

  await page.getByRole('button', { name: '核对 4 行会改动什么' }).click()
  await expect(page.getByText('将添加 4 家，更新 0 家，0 家没有变化')).toBeVisible()
  await page.getByRole('button', { name: '写入 4 家' }).click()
  await expect(page.getByText('已写入通讯录')).toBeVisible()
  await page.goto(`/licensees/${third}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('丙短剧')
  await expect(page.getByText('2027-05-01')).toBeVisible()
})

test('a workbook updates those known, and an unnamed newcomer stops it whole', async ({ page }) => {
  const book = new LicenseesPage(page)
  const [known, fresh] = [freshAppid(), freshAppid()]
  await page.goto('/licensees/import')
  await book.choose(csv(`AppID,名称,备注\n${known},老朋友,保留\n`))
  await page.getByRole('button', { name: '核对 1 行会改动什么' }).click()
  await page.getByRole('button', { name: '写入 1 家' }).click()
  await page.getByRole('button', { name: '再导入一个文件' }).click()

  const heading = ['AppID', '主体'].map((value) => ({ value, type: String }))
  const workbook = await writeExcelFile([
    heading,
    [
      { value: known, type: String },
      { value: '老朋友有限公司', type: String },
    ],
    [
      { value: fresh, type: String },
      { value: '无名公司', type: String },
    ],
  ]).toBuffer()
  const xlsx = { name: '更新.xlsx', mimeType: 'application/octet-stream', buffer: workbook }
  await book.choose(xlsx)
  await page.getByRole('button', { name: '核对 2 行会改动什么' }).click()
  await expect(page.getByText('又没有名称')).toBeVisible()
  await expect(page.getByText(fresh, { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^写入|^没有需要/ })).toBeDisabled()

  await page.goto(`/licensees/${known}`)
  await expect(page.getByText('保留', { exact: true })).toBeVisible()
  await expect(page.getByText('老朋友有限公司')).toBeHidden()
})

test('a file that cannot be read says why, and another may follow', async ({ page }) => {
  const book = new LicenseesPage(page)
  await page.goto('/licensees/import')
  await book.choose(csv(Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), '旧名单.xls'))
  await expect(page.getByText('另存为不带密码的 .xlsx')).toBeVisible()
  await book.choose(csv('AppID,名称\n1,"没有闭合\n2,b\n'))
  await expect(page.getByText('第 2 行有一个引号没有闭合')).toBeVisible()
  await book.choose(csv('x,y\n1,2\n'))
  await expect(page.getByText('还没有选择“AppID”取自哪一列')).toBeVisible()
})

test('50,000 rows stay quick to look through', async ({ page }) => {
  test.setTimeout(120_000)
  const book = new LicenseesPage(page)
  const body = Array.from({ length: 50_000 }, (_, index) =>
    index % 1_000 === 7 ? `bad${index},坏行${index}` : `wx${index.toString(16).padStart(16, '0')},公司${index}`,
  )
  await page.goto('/licensees/import')
  await book.choose(csv(encodeGbk(`AppID,名称\r\n${body.join('\r\n')}\r\n`)))
  await expect(page.getByText(/49.950 行可以导入，50 行有问题/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '全部', exact: true }).click()
  await book.grid.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(book.grid.getByText('公司49999')).toBeVisible()
  expect(await book.grid.getByRole('row').count()).toBeLessThan(60)
})

test('support reads and exports, and is offered no change', async ({ page, context, baseURL }) => {
  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'support')
  const book = new LicenseesPage(page)
  await page.goto('/licensees?q=重点')
  await expect(page.getByText('你的角色可以查看和导出')).toBeVisible()
  await expect(book.add).toBeHidden()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出 Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(/^licensees-\d{4}-\d{2}-\d{2}\.xlsx$/)
  await book.rows.first().getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: '现有授权' })).toBeVisible()
  await expect(page.getByRole('button', { name: '修改', exact: true })).toBeHidden()
  await page.goto('/licensees/import')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有权限打开这一页')
})

test('a licensee page tells account rights from single dramas, and what was refused', async ({ page }) => {
  const book = new LicenseesPage(page)
  await page.goto('/licensees?refused=true')
  await book.rows.first().getByRole('link').first().click()
  await expect(page.getByText('尚未开通“文娱-微短剧”')).toBeVisible()
  await expect(page.getByText('要由对方处理')).toBeVisible()
  await page.getByRole('link', { name: /^R-\d+$/ }).click()
  await expect(page).toHaveURL(/\/operations\//)
})
