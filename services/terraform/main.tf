# Deploys a release of Trailwarden from the security account, which must be a delegated administrator of StackSets.
# The providers are the caller's: the aws provider's Region is the home Region.
data "aws_caller_identity" "security" {}

data "aws_region" "home" {}

locals {
  folder  = coalesce(var.release, "${path.module}/..")
  release = jsondecode(file("${local.folder}/release.json"))
  # Another release lies under another prefix, so that a function's code changes with it.
  prefix  = "${local.release.version}-${local.release.digest}/"
  regions = split(",", replace(var.parameters["GovernedRegions"], " ", ""))
  units   = split(",", replace(var.parameters["OrganizationalUnitIds"], " ", ""))

  # Each optional StackSet by the parameter that turns it on, and that of the units that opted in.
  optional = {
    buckets     = { by = "BucketGuard", units = "BucketGuardUnits" }
    containment = { by = "Containment", units = "ContainmentUnits" }
    logins      = { by = "LoginGuard", units = "LoginGuardUnits" }
  }

  # The units of each StackSet that is wanted; a unit may carry its own mode, after a "=".
  stack_sets = merge(
    { member = local.units },
    {
      for name, on in local.optional : name => [
        for unit in split(",", coalesce(lookup(var.parameters, on.units, ""), join(",", local.units))) : split("=", trimspace(unit))[0]
      ] if !contains(["", "none"], lookup(var.parameters, on.by, "none"))
    },
  )

  instances = merge([
    for name, units in local.stack_sets : {
      for region in local.regions : "${name}/${region}" => { stack_set = name, region = region, units = units }
    }
  ]...)

  of_members = merge(var.parameters, {
    SecurityAccountId = data.aws_caller_identity.security.account_id
    HomeRegion        = local.regions[0]
    CentralBusArn     = aws_cloudformation_stack.central.outputs["BusArn"]
  })
}

resource "aws_s3_bucket" "deployment" {
  bucket        = "trailwarden-deployment-${data.aws_caller_identity.security.account_id}-${local.regions[0]}"
  force_destroy = true
  tags          = var.tags
}

resource "aws_s3_bucket_ownership_controls" "deployment" {
  bucket = aws_s3_bucket.deployment.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "deployment" {
  bucket                  = aws_s3_bucket.deployment.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "deployment" {
  bucket = aws_s3_bucket.deployment.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_object" "file" {
  for_each = local.release.files

  bucket      = aws_s3_bucket.deployment.id
  key         = "${local.prefix}${each.key}"
  source      = "${local.folder}/${each.key}"
  source_hash = each.value
}

resource "aws_cloudformation_stack" "central" {
  name         = "trailwarden"
  template_url = "https://${aws_s3_bucket.deployment.bucket_regional_domain_name}/${aws_s3_object.file["central.template.json"].key}"
  capabilities = ["CAPABILITY_NAMED_IAM"]
  parameters = merge(
    { for name, value in var.parameters : name => value if contains(local.release.parameters.central, name) },
    # The StackSets below are made here, and not by the stack.
    { CodeBucket = aws_s3_bucket.deployment.bucket, CodePrefix = local.prefix, MemberStackSet = "no" },
  )
  tags = var.tags

  depends_on = [aws_s3_object.file]
}

resource "aws_cloudformation_stack_set" "accounts" {
  for_each = local.stack_sets

  name             = "trailwarden-${each.key}"
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_url     = "https://${aws_s3_bucket.deployment.bucket_regional_domain_name}/${aws_s3_object.file["${each.key}.template.yml"].key}"
  parameters       = { for name, value in local.of_members : name => value if contains(local.release.parameters[each.key], name) }
  tags             = var.tags

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  managed_execution {
    active = true
  }

  operation_preferences {
    region_concurrency_type      = "SEQUENTIAL"
    region_order                 = local.regions
    failure_tolerance_percentage = 25
    max_concurrent_percentage    = 100
  }

  lifecycle {
    # AWS gives it back even where none was asked for.
    ignore_changes = [administration_role_arn]
  }
}

resource "aws_cloudformation_stack_set_instance" "canary" {
  for_each = toset(var.canary_unit_id == "" ? [] : local.regions)

  stack_set_name            = aws_cloudformation_stack_set.accounts["member"].name
  call_as                   = "DELEGATED_ADMIN"
  stack_set_instance_region = each.key

  deployment_targets {
    organizational_unit_ids = [var.canary_unit_id]
  }
}

resource "aws_cloudformation_stack_set_instance" "accounts" {
  for_each = local.instances

  stack_set_name            = aws_cloudformation_stack_set.accounts[each.value.stack_set].name
  call_as                   = "DELEGATED_ADMIN"
  stack_set_instance_region = each.value.region

  deployment_targets {
    organizational_unit_ids = each.value.units
  }

  depends_on = [aws_cloudformation_stack_set_instance.canary]
}
