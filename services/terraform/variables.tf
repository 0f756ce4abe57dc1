variable "parameters" {
  description = "Parameters of the central stack by name, each as one text; lists are separated by commas. docs/deploy.md says what each means."
  type        = map(string)

  validation {
    condition = alltrue([
      for name in ["OrganizationId", "OrganizationalUnitIds", "GovernedRegions"] : contains(keys(var.parameters), name)
    ])
    error_message = "parameters must name OrganizationId, OrganizationalUnitIds and GovernedRegions."
  }
}

variable "release" {
  description = "Folder of the release: what holds release.json. The module lies in it."
  type        = string
  default     = null
}

variable "canary_unit_id" {
  description = "A small organizational unit whose accounts get the member template before the others; empty: none."
  type        = string
  default     = ""
}

variable "tags" {
  description = "Tags of every stack, which CloudFormation hands on to what it makes."
  type        = map(string)
  default     = {}
}
