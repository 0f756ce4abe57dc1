output "central" {
  description = "Outputs of the central stack."
  value       = aws_cloudformation_stack.central.outputs
}

output "management_account" {
  description = "What the stack of the management account needs, which StackSets skip: template and parameters."
  value = {
    template   = "${local.folder}/member.template.yml"
    regions    = local.regions
    parameters = { for name, value in local.of_members : name => value if contains(local.release.parameters.member, name) }
  }
}
