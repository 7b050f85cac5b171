import type { Page } from '@playwright/test'

export async function openLicenseeForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(添加|Add)$/ }).click()
  await page.locator('#field-name').waitFor()
}

export async function chooseSheet(page: Page): Promise<void> {
  const rows = [
    '2026 年合作方名单,,,,',
    '小程序 AppID,渠道名称,公司名称,合同编号,合同到期日',
    'wx5a1b2c3d4e5f6071,半坡剧场,杭州半坡文化传媒有限公司,HT-2026-131,2027/3/31',
    'ｗｘ5a1b2c3d4e5f6072,灯舟短剧,灯舟（北京）科技有限公司,HT-2026-132,2027年4月30日',
    'wx5a1b 2c3d4e5f6073,桐阴小剧院,,HT-2026-133,20270531',
    'wx5a1b2c3d4e5f6071,半坡剧场,,HT-2026-134,2027-03-31',
    'wx5a1b2c3d4e5f607,渡白短剧,渡白传媒,HT-2026-135,2027.6.30',
    'wx5a1b2c3d4e5f6075,南塘夜读剧社,南塘文化,HT-2026-136,31/03/2027',
    'wx5a1b2c3d4e5f6076,=CONCATENATE(A1),拾穗文化,HT-2026-137,2027-08-01',
  ]
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '合作方名单.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
  await page.getByText(/3 行可以导入|3 rows can be imported/).waitFor()
}
