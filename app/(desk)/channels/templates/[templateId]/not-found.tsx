import { Missing } from '@/components/shell/missing'

export default function TemplateNotFound() {
  return <Missing kind="template" />
}
