const hosts = [
  '晚晴书房',
  '半坡农场',
  '望川医讲',
  '竹间茶社',
  '小满亲子课',
  '浮石科技',
  '青棠美学',
  '麦浪商学院',
  '橘灯剧场',
  '听雨音乐会',
  '拾穗助农',
  '砚池书画',
] as const

const shows = [
  '秋季新品品鉴会',
  '开学第一课',
  '年度会员答谢直播',
  '高数冲刺专题（三）',
  '短剧主创见面会',
  '门店店长培训',
  '心血管健康公开课',
  '周五晚八点',
  '产品发布会（彩排）',
] as const

export function channelTitle(index: number): string {
  if (index === 17) return 'Quarterly Town Hall — 全球同事季度大会'
  if (index === 29)
    return '这是一个名字特别长的频道，用来确认列表、详情和对话框里超长的直播标题都能正常换行而不会把别的内容挤出去'
  const host = hosts[index % hosts.length] ?? hosts[0]
  const show = shows[(index + Math.floor(index / hosts.length)) % shows.length] ?? shows[0]
  return `${host}·${show}`
}
