import { Missing } from '@/components/shell/missing'

export default function LicenseeNotFound() {
  return <Missing kind="licensee" />
}
